package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * An upper band matrix in a tile, a column of which is a column of the matrix: the entry (i, j) is
 * in row {@code 2 width - 1 + i - j}. There is room for what a {@link BandReduction} adds on both
 * sides of the band.
 */
record BandStorage(Tile tile, int width) {

  /** The row of the main diagonal, in a tile for a band. */
  static int diagonal(int width) {
    return 2 * width - 1;
  }

  /** Fills the band from the ranges of a {@code gbbrd}, into a tile of zeros. */
  void load(Call call) {
    int first = 0;
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile triangle = call.operands().tile(0, k);
      Tile beside = call.operands().tile(1, k);
      int order = triangle.rows();
      call.require(triangle, order, order);
      call.require(beside, width, order);
      for (int j = 0; j < order; j++) {
        for (int i = 0; i <= j; i++) {
          set(first + i, first + j, triangle.get(i, j));
        }
      }
      int next = first + order;
      for (int i = 0; i < order; i++) {
        for (int j = 0; j <= i && next + j < tile.columns(); j++) {
          set(first + i, next + j, beside.get(j, i));
        }
      }
      first = next;
      call.operands().done(0, k);
      call.operands().done(1, k);
    }
  }

  /** Fills the band from a matrix that has at least as many rows, into a tile of zeros. */
  void load(Tile matrix) {
    for (int j = 0; j < tile.columns(); j++) {
      for (int i = Math.max(0, j - width); i <= j; i++) {
        set(i, j, matrix.get(i, j));
      }
    }
  }

  /** The main diagonal, and the one above it with a zero behind. */
  void diagonals(Tile two) {
    int n = two.rows();
    for (int i = 0; i < n; i++) {
      two.set(i, 0, get(i, i));
      two.set(i, 1, i + 1 < n ? get(i, i + 1) : 0.0);
    }
  }

  private double get(int row, int column) {
    return tile.get(diagonal(width) + row - column, column);
  }

  private void set(int row, int column, double value) {
    tile.set(diagonal(width) + row - column, column, value);
  }
}
