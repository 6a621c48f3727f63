package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import java.util.Arrays;

/**
 * What one step of an elimination does to the rows, from its pivots. Row x of the pivots becomes
 * row x of U. Where a pivot comes from outside these first rows, its place is taken by a first row
 * that is no pivot; the x-th such place by the x-th such row.
 *
 * @param taken the positions of the pivots
 * @param vacated the places of pivots that are not among the first rows, in the order of the pivots
 * @param displaced the first rows that go there, rising
 */
record Interchanges(int[] taken, int[] vacated, int[] displaced) {

  /** The interchanges of a tile of pivots, whose unused places hold -1. */
  static Interchanges of(Tile pivots) {
    return of(positions(pivots));
  }

  private static Interchanges of(int[] taken) {
    int count = taken.length;
    int[] vacated = Arrays.stream(taken).filter(place -> place >= count).toArray();
    boolean[] stays = new boolean[count];
    Arrays.stream(taken).filter(place -> place < count).forEach(place -> stays[place] = true);
    int[] displaced = new int[vacated.length];
    int next = 0;
    for (int row = 0; row < count; row++) {
      if (!stays[row]) {
        displaced[next++] = row;
      }
    }
    return new Interchanges(taken, vacated, displaced);
  }

  /** The numbers in a column, up to the first that is negative. */
  static int[] positions(Tile column) {
    TileEntries content = column.entries();
    int count = 0;
    while (count < column.rows() && content.get(count) >= 0) {
      count++;
    }
    int[] positions = new int[count];
    for (int x = 0; x < count; x++) {
      positions[x] = (int) content.get(x);
    }
    return positions;
  }

  /**
   * Puts displaced rows into the places of a tile that pivots have left.
   *
   * @param first the position of the tile's first row
   * @param top the tile of the first rows, as it was before the step
   */
  void fill(Tile tile, int first, Tile top) {
    var moves = new RowMoves(vacated.length);
    for (int x = 0; x < vacated.length; x++) {
      int row = vacated[x] - first;
      if (row >= 0 && row < tile.rows()) {
        moves.add(displaced[x], row);
      }
    }
    moves.copy(top, tile);
  }
}
