package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * The lower triangle of a symmetric band matrix in a tile, a column of which is a column of the
 * matrix: the entry (i, j) is in row {@code i - j}. There is room for what a {@link
 * TridiagonalReduction} adds below the band.
 */
record SymmetricStorage(Tile tile) {

  /** The rows of a tile for a band. */
  static int rows(int width) {
    return 2 * width;
  }

  /** Fills the band from the ranges of a {@code sbtrd}, into a tile of zeros. */
  void load(Call call) {
    int first = 0;
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile diagonal = call.operands().tile(0, k);
      Tile below = call.operands().tile(1, k);
      int order = diagonal.rows();
      call.require(diagonal, order, order);
      call.require(below, below.rows(), order);
      int next = first + order;
      int rows = Math.min(below.rows(), tile.columns() - next);
      for (int j = 0; j < order; j++) {
        for (int i = j; i < order; i++) {
          tile.set(i - j, first + j, diagonal.get(i, j));
        }
        for (int i = 0; i < Math.min(rows, j + 1); i++) {
          tile.set(order + i - j, first + j, below.get(i, j));
        }
      }
      first = next;
      call.operands().done(0, k);
      call.operands().done(1, k);
    }
  }

  /** The main diagonal, and the one below it with a zero behind. */
  void diagonals(Tile two) {
    int n = two.rows();
    for (int i = 0; i < n; i++) {
      two.set(i, 0, tile.get(0, i));
      two.set(i, 1, i + 1 < n ? tile.get(1, i) : 0.0);
    }
  }
}
