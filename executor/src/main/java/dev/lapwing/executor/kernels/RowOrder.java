package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/** Where rows come from: the positions that they had before some steps of an elimination. */
final class RowOrder {
  private final int[] origins;

  /** So many rows, where they are. */
  RowOrder(int rows) {
    origins = new int[rows];
    for (int row = 0; row < rows; row++) {
      origins[row] = row;
    }
  }

  /**
   * Performs the interchanges of a step.
   *
   * @param first the row from which the step counts its positions
   */
  void perform(Tile pivots, int first) {
    var step = Interchanges.of(pivots);
    int[] taken = picked(step.taken(), first);
    int[] displaced = picked(step.displaced(), first);
    for (int x = 0; x < displaced.length; x++) {
      origins[first + step.vacated()[x]] = displaced[x];
    }
    System.arraycopy(taken, 0, origins, first, taken.length);
  }

  /** Where a row comes from. */
  int origin(int row) {
    return origins[row];
  }

  private int[] picked(int[] rows, int first) {
    int[] picked = new int[rows.length];
    for (int x = 0; x < rows.length; x++) {
      picked[x] = origins[first + rows[x]];
    }
    return picked;
  }
}
