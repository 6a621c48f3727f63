package dev.lapwing;

import java.util.Arrays;

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
    return solveAsync(b).join();
  }

  /** As {@link #solve}, started and not waited for. */
  public Run<BigMatrix> solveAsync(BigMatrix b) {
    return new ChainedRun<>("potrs", lower.async().solveLower(b), this::solveTransposed);
  }

  /** The logarithm of the determinant of A: twice the sum of the logarithms of L's diagonal. */
  public double logDeterminant() {
    return logDeterminantAsync().join();
  }

  /** As {@link #logDeterminant}, started and not waited for. */
  public Run<Double> logDeterminantAsync() {
    return new MappedRun<>(
        lower.async().diagonal(),
        diagonal -> {
          try (diagonal) {
            return logDeterminant(diagonal.toRowMajor());
          }
        });
  }

  /**
   * The inverse of A, exactly symmetric (LAPACK: {@code potri}); {@link #solve} is faster and more
   * accurate where it is not wanted itself.
   */
  public BigMatrix inverse() {
    return inverseAsync().join();
  }

  /** As {@link #inverse}, started and not waited for. */
  public Run<BigMatrix> inverseAsync() {
    return new MappedRun<>(
        lower.lapwing().operations().potri(Operand.of(lower)).start(), results -> results.get("X"));
  }

  @Override
  public void close() {
    lower.close();
  }

  private Run<BigMatrix> solveTransposed(BigMatrix y) {
    try (BigMatrix upper = lower.transpose();
        y) {
      return upper.async().solveUpper(y);
    }
  }

  private static double logDeterminant(double[] diagonal) {
    return 2 * Arrays.stream(diagonal).map(Math::log).sum();
  }
}
