package dev.lapwing;

/**
 * The Cholesky factor L of a symmetric positive definite matrix: {@code A = L L^T} (LAPACK: {@code
 * potrf}). Closing it frees L.
 */
public final class CholeskyFactor implements AutoCloseable {
  private final BigMatrix lower;

  CholeskyFactor(BigMatrix lower) {
    this.lower = lower;
  }

  /** L: n x n, lower triangular, zero above the diagonal. */
  public BigMatrix lower() {
    return lower;
  }

  /**
   * Solves {@code A X = B} (LAPACK: {@code potrs}).
   *
   * @param b n x c
   * @return X, n x c
   */
  public BigMatrix solve(BigMatrix b) {
    try (BigMatrix y = lower.solveLower(b)) {
      return lower.transpose().solveUpper(y);
    }
  }

  /** The logarithm of the determinant of A: twice the sum of the logarithms of L's diagonal. */
  public double logDeterminant() {
    return Pending.value();
  }

  @Override
  public void close() {
    lower.close();
  }
}
