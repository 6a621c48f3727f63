package dev.lapwing;

import java.io.IOException;
import java.util.Arrays;

/**
 * An estimate of the 1-norm of an n x n matrix that is known by its products with vectors alone, an
 * inverse mostly: LAPACK's {@code lacn2}. It is never too large but by rounding, and rarely too
 * small by more than a factor of three.
 *
 * <p>Source: N. J. Higham, FORTRAN codes for estimating the one-norm of a real or complex matrix,
 * ACM Trans. Math. Softw. 14 (1988), after W. W. Hager (1984).
 */
final class OneNormEstimate {
  private static final int MOST_STEPS = 5;

  private final int n;
  private final Products matrix;

  private OneNormEstimate(int n, Products matrix) {
    this.n = n;
    this.matrix = matrix;
  }

  /** A matrix as a function of vectors. */
  interface Products {
    /** {@code A x}. */
    double[] times(double[] x) throws IOException;

    /** {@code A^T x}. */
    double[] transposedTimes(double[] x) throws IOException;
  }

  /**
   * The estimate; NaN if a product has one.
   *
   * @param n the order, at least 1
   */
  static double of(int n, Products matrix) throws IOException {
    return new OneNormEstimate(n, matrix).estimate();
  }

  /** Hager's ascent from one unit vector to the next, and Higham's vector beside it. */
  private double estimate() throws IOException {
    double[] x = new double[n];
    Arrays.fill(x, 1.0 / n);
    double[] signs = {};
    double estimate = 0;
    int last = -1;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] y = matrix.times(x);
      double norm = sum(y);
      if (Double.isNaN(norm)) {
        return norm;
      }
      double[] others = signs(y);
      boolean goesOn = norm > estimate && !Arrays.equals(others, signs);
      estimate = Math.max(estimate, norm);
      if (!goesOn) {
        break;
      }
      signs = others;
      int steepest = largest(matrix.transposedTimes(signs));
      if (steepest == last) {
        break;
      }
      last = steepest;
      x = new double[n];
      x[steepest] = 1;
    }
    double alternating = 2 * sum(matrix.times(alternating())) / (3.0 * n);
    return Double.isNaN(alternating) ? alternating : Math.max(estimate, alternating);
  }

  /** A vector that finds what the ascent may miss: {@code 1, -(1 + 1/(n-1)), ..., +-2}. */
  private double[] alternating() {
    double[] x = new double[n];
    Arrays.setAll(x, i -> (i % 2 == 0 ? 1 : -1) * (n == 1 ? 1 : 1 + i / (n - 1.0)));
    return x;
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).map(Math::abs).sum();
  }

  private static double[] signs(double[] values) {
    return Arrays.stream(values).map(value -> value >= 0 ? 1 : -1).toArray();
  }

  private static int largest(double[] values) {
    int place = 0;
    for (int i = 1; i < values.length; i++) {
      place = Math.abs(values[i]) > Math.abs(values[place]) ? i : place;
    }
    return place;
  }
}
