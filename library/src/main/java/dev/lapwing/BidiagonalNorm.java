package dev.lapwing;

import java.util.Arrays;
import java.util.List;

/**
 * The largest singular value of an upper bidiagonal matrix, by bisection: the positive eigenvalues
 * of the symmetric tridiagonal matrix with a zero diagonal and, beside it, the entries of both
 * diagonals in turn, are these singular values, and Sturm's sequence counts those above a number.
 *
 * <p>Source: G. Golub, W. Kahan, Calculating the singular values and pseudo-inverse of a matrix,
 * SIAM J. Numer. Anal. 2 (1965).
 */
final class BidiagonalNorm {
  private final double[] beside;

  private BidiagonalNorm(double[] beside) {
    this.beside = beside;
  }

  /**
   * The value, to a part in 2^50 from below; NaN if an entry is.
   *
   * @param diagonal at least one entry
   * @param above as many entries, of which the last does not count
   */
  static double of(List<Double> diagonal, List<Double> above) {
    double[] beside = new double[2 * diagonal.size() - 1];
    Arrays.setAll(beside, i -> (i % 2 == 0 ? diagonal : above).get(i / 2));
    double largest = Arrays.stream(beside).map(Math::abs).reduce(0, Math::max);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    int exponent = Math.getExponent(largest);
    Arrays.setAll(beside, i -> Math.scalb(beside[i], -exponent));
    return Math.scalb(new BidiagonalNorm(beside).largest(), exponent);
  }

  /** Between nothing and what two neighbours of less than 2 can make of each other. */
  private double largest() {
    double low = 0;
    double high = 4;
    for (int step = 0; step < 52; step++) {
      double middle = (low + high) / 2;
      if (hasEigenvalueAbove(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Whether a pivot of {@code T - x I} is positive, all of which are negative above the largest.
   */
  private boolean hasEigenvalueAbove(double x) {
    double pivot = -x;
    for (double entry : beside) {
      pivot = -x - entry * entry / pivot;
      if (pivot >= 0) {
        return true;
      }
    }
    return false;
  }
}
