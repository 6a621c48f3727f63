package dev.lapwing;

import dev.lapwing.state.Precision;

/** Small diagonal matrices, by which others are scaled where these are. */
final class Diagonals {
  private static final long TILE = 512;

  private Diagonals() {}

  /** A square matrix with a diagonal. */
  static Run<BigMatrix> of(Lapwing lapwing, double[] diagonal, Precision precision) {
    int n = diagonal.length;
    RunOptions options = RunOptions.defaults().tile(new Shape(TILE, TILE)).precision(precision);
    return lapwing.async(options).matrix(n, n, (i, j) -> i == j ? diagonal[(int) i] : 0);
  }
}
