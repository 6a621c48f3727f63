package dev.lapwing;

import java.util.stream.Stream;

/**
 * The matrices that factorizations are tested on.
 *
 * @param name what is hard about it
 * @param n its order
 * @param tile its tiles, which are square
 * @param entries symmetric positive definite
 */
record TestMatrix(String name, int n, int tile, Entries entries) {

  /** Symmetric positive definite matrices of every kind that rounding or tiling may get wrong. */
  static Stream<TestMatrix> positiveDefinite() {
    return Stream.of(
        new TestMatrix("well-conditioned", 200, 50, RandomMatrices.positiveDefinite(200, 10, 1)),
        new TestMatrix("ragged", 257, 64, RandomMatrices.positiveDefinite(257, 100, 2)),
        new TestMatrix("ragged by 30", 256, 30, RandomMatrices.positiveDefinite(256, 100, 3)),
        new TestMatrix("graded", 193, 64, RandomMatrices.graded(193, 1e8, 4)),
        new TestMatrix("ill-conditioned", 193, 64, RandomMatrices.positiveDefinite(193, 1e12, 5)),
        new TestMatrix(
            "tiny", 193, 64, scaled(1e-150, RandomMatrices.positiveDefinite(193, 1e3, 6))),
        new TestMatrix(
            "huge", 193, 64, scaled(1e150, RandomMatrices.positiveDefinite(193, 1e3, 7))),
        new TestMatrix("one tile", 100, 128, RandomMatrices.positiveDefinite(100, 100, 8)),
        new TestMatrix("tiles of one entry", 12, 1, RandomMatrices.positiveDefinite(12, 100, 9)),
        new TestMatrix("1 x 1", 1, 64, (i, j) -> 4),
        new TestMatrix("identity", 130, 64, (i, j) -> i == j ? 1 : 0),
        new TestMatrix("diagonally dominant", 150, 64, dominant(150)));
  }

  static Entries scaled(double factor, Entries entries) {
    return (i, j) -> factor * entries.at(i, j);
  }

  BigMatrix in(Lapwing lapwing) {
    return lapwing
        .async(RunOptions.defaults().tile(new Shape(tile, tile)))
        .matrix(n, n, entries)
        .join();
  }

  private static Entries dominant(int n) {
    Entries noise = RandomMatrices.uniform(10);
    return (i, j) -> i == j ? n : noise.at(Math.max(i, j), Math.min(i, j));
  }

  @Override
  public String toString() {
    return "%s, %d by %d".formatted(name, n, tile);
  }
}
