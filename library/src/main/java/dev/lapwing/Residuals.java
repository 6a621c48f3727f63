package dev.lapwing;

/**
 * How wrong a result is, in units of what rounding alone may do: the scaled residuals of LAPACK's
 * own test programs, on every entry. A backward stable algorithm stays below about 10, whatever the
 * size and the condition number. {@code eps} is {@code 2^-53}, LAPACK's {@code dlamch('E')}; all
 * norms are 1-norms. Safe for matrices scaled by 1e150 or 1e-150.
 */
public final class Residuals {
  private Residuals() {}

  /** {@code ||A - L L^T|| / (n ||A|| eps)}, as {@code dpot01}; reads A's lower triangle. */
  public static double cholesky(BigMatrix a, BigMatrix lower) {
    return Pending.value();
  }

  /** {@code ||B - A X|| / (n ||A|| ||X|| eps)}, the largest over the columns, as {@code dget02}. */
  public static double solve(BigMatrix a, BigMatrix x, BigMatrix b) {
    return Pending.value();
  }

  /** {@code ||A - Q R|| / (m ||A|| eps)}, as {@code dqrt01}. */
  public static double qr(BigMatrix a, BigMatrix q, BigMatrix r) {
    return Pending.value();
  }

  /** {@code ||I - Q^T Q|| / (m eps)}, as {@code dqrt01}. */
  public static double orthogonality(BigMatrix q) {
    return Pending.value();
  }

  /** {@code ||C - A B|| / (k ||A|| ||B|| eps)} for A with k columns. */
  public static double multiply(BigMatrix a, BigMatrix b, BigMatrix c) {
    return Pending.value();
  }
}
