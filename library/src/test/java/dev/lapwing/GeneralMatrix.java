package dev.lapwing;

import java.util.stream.Stream;

/**
 * The square matrices that eliminations with pivoting are tested on.
 *
 * @param name what is hard about it
 */
record GeneralMatrix(String name, int n, int tile, Entries entries) {

  /** Matrices that need interchanges, and such as rounding or tiling may get wrong. */
  static Stream<GeneralMatrix> all() {
    Entries random = RandomMatrices.uniform(1);
    return Stream.of(
        new GeneralMatrix("random", 200, 50, random),
        new GeneralMatrix("ragged", 257, 64, RandomMatrices.uniform(2)),
        new GeneralMatrix("ragged by 30", 256, 30, RandomMatrices.normal(3)),
        new GeneralMatrix("zero diagonal", 150, 40, (i, j) -> i == j ? 0 : random.at(i, j)),
        new GeneralMatrix("zero tile", 150, 40, (i, j) -> i < 40 && j < 40 ? 0 : random.at(i, j)),
        new GeneralMatrix("growth", 50, 16, GeneralMatrix::wilkinson),
        new GeneralMatrix("orthogonal", 193, 64, orthogonal(193)),
        new GeneralMatrix("graded", 193, 64, RandomMatrices.graded(193, 1e8, 4)),
        new GeneralMatrix(
            "ill-conditioned", 193, 64, RandomMatrices.conditioned(193, 193, 1e12, 5)),
        new GeneralMatrix("tiny", 193, 64, TestMatrix.scaled(1e-150, random)),
        new GeneralMatrix("huge", 193, 64, TestMatrix.scaled(1e150, random)),
        new GeneralMatrix("permutation", 130, 32, (i, j) -> (37 * i + 11) % 130 == j ? 1 : 0),
        new GeneralMatrix("one tile", 100, 128, random),
        new GeneralMatrix("tiles of one entry", 12, 1, random),
        new GeneralMatrix("1 x 1", 1, 64, (i, j) -> -3),
        new GeneralMatrix("two tiles", 41, 21, random),
        new GeneralMatrix("three tiles", 64, 22, random),
        new GeneralMatrix("five tiles", 65, 13, random),
        new GeneralMatrix("seven tiles", 62, 9, random),
        new GeneralMatrix("twelve tiles", 140, 12, random));
  }

  /** Those on which pivoting by rows is stable. */
  static Stream<GeneralMatrix> withoutGrowth() {
    return all().filter(matrix -> !matrix.name().equals("growth"));
  }

  /** The matrix on which partial pivoting lets the last column grow to 2^(n-1). */
  static double wilkinson(long i, long j) {
    return i == j || j == 49 ? 1 : i > j ? -1 : 0;
  }

  /** The eigenvectors of the second difference: {@code sqrt(2/(n+1)) sin((i+1)(j+1) pi/(n+1))}. */
  static Entries orthogonal(int n) {
    return (i, j) -> Math.sqrt(2.0 / (n + 1)) * Math.sin((i + 1) * (j + 1) * Math.PI / (n + 1));
  }

  BigMatrix in(Lapwing lapwing) {
    return rectangle(lapwing, n, n, tile, entries);
  }

  /** A matrix of any shape in square tiles. */
  static BigMatrix rectangle(Lapwing lapwing, long rows, long columns, int tile, Entries entries) {
    return lapwing
        .async(RunOptions.defaults().tile(new Shape(tile, tile)))
        .matrix(rows, columns, entries)
        .join();
  }

  @Override
  public String toString() {
    return "%s, %d by %d".formatted(name, n, tile);
  }
}
