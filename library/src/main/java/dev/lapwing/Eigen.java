package dev.lapwing;

import dev.lapwing.lambdapack.algorithm.Eigh;

/** Eigenvalues, and eigenvectors, of a symmetric matrix. */
final class Eigen {
  private final Operations operations;

  Eigen(Operations operations) {
    this.operations = operations;
  }

  /** The eigenvalues, rising. */
  Run<double[]> values(BigMatrix a) {
    requireSquare(a);
    return new MappedRun<>(
        operations.svd().eigenvalues(Operand.of(a)).start(),
        results -> Svd.entries(results.get("W")));
  }

  /** Both; options are the vectors'. */
  Run<EigenFactorization> factors(BigMatrix a, RunOptions options) {
    requireSquare(a);
    if (a.rows() > Eigh.MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "eigenvectors of a matrix of %s need whole square matrices in one task, which takes up to %,d rows: compute eigenvalues(), which has no such bound"
              .formatted(a.shape(), Eigh.MOST_COLUMNS));
    }
    return new MappedRun<>(
        operations.svd().eigh(Operand.of(a)).options("V", options).start(),
        results -> new EigenFactorization(Svd.entries(results.get("W")), results.get("V")));
  }

  private static void requireSquare(BigMatrix a) {
    if (!a.shape().isSquare() || a.rows() == 0) {
      throw new IllegalArgumentException(
          "only a square matrix with at least one row has eigenvalues, and the matrix is %s"
              .formatted(a.shape()));
    }
  }
}
