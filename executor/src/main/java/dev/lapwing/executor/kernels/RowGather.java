package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/** Rows of a range of tiles, by their numbers from the first row of the first tile. */
final class RowGather {
  private RowGather() {}

  /**
   * Copies rows to a tile, going through the range once.
   *
   * @throws IllegalArgumentException if the range has no row of some number
   */
  static void gather(Call call, int input, int[] rows, Tile target) {
    call.require(target, rows.length, target.columns());
    int first = 0;
    int found = 0;
    for (int k = 0; k < call.operands().count(input); k++) {
      Tile tile = call.operands().tile(input, k);
      call.require(tile, tile.rows(), target.columns());
      RowMoves moves = within(rows, first, tile.rows());
      moves.copy(tile, target);
      found += moves.count();
      first += tile.rows();
      call.operands().done(input, k);
    }
    if (found < rows.length) {
      throw new IllegalArgumentException(
          "%s was given a row number that none of its %,d rows has: numbers are whole and begin at 0."
              .formatted(call.kernel().id(), first));
    }
  }

  private static RowMoves within(int[] rows, int first, int count) {
    var moves = new RowMoves(rows.length);
    for (int x = 0; x < rows.length; x++) {
      int row = rows[x] - first;
      if (row >= 0 && row < count) {
        moves.add(row, x);
      }
    }
    return moves;
  }
}
