package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.Arrays;

/**
 * Rows of a range of tiles, by their numbers from the first row of the first tile. They are fetched
 * in the order in which they lie in memory: in that of the pivots, every entry is a cache miss.
 */
final class RowGather {
  private final int[] rows;
  private final int[] places;
  private int next;

  private RowGather(int[] numbers) {
    long[] sorted = new long[numbers.length];
    Arrays.setAll(sorted, x -> (long) numbers[x] << 32 | x);
    Arrays.sort(sorted);
    rows = Arrays.stream(sorted).mapToInt(key -> (int) (key >> 32)).toArray();
    places = Arrays.stream(sorted).mapToInt(key -> (int) key).toArray();
  }

  /**
   * Copies rows to a tile, going through the range once.
   *
   * @throws IllegalArgumentException if the range has no row of some number
   */
  static void gather(Call call, int input, int[] numbers, Tile target) {
    call.require(target, numbers.length, target.columns());
    var gather = new RowGather(numbers);
    int first = 0;
    for (int k = 0; k < call.operands().count(input); k++) {
      Tile tile = call.operands().tile(input, k);
      call.require(tile, tile.rows(), target.columns());
      gather.within(first, tile.rows()).copy(tile, target);
      first += tile.rows();
      call.operands().done(input, k);
    }
    gather.requireAll(call, first);
  }

  private RowMoves within(int first, int count) {
    var moves = new RowMoves(rows.length - next);
    while (next < rows.length && rows[next] >= first && rows[next] < first + count) {
      moves.add(rows[next] - first, places[next]);
      next++;
    }
    return moves;
  }

  private void requireAll(Call call, int rowsThereAre) {
    if (next < rows.length) {
      throw new IllegalArgumentException(
          "%s was given a row number that none of its %,d rows has: numbers are whole and begin at 0."
              .formatted(call.kernel().id(), rowsThereAre));
    }
  }
}
