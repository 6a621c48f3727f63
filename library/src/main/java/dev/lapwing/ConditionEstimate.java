package dev.lapwing;

import dev.lapwing.executor.SingularMatrix;
import java.util.Arrays;

/**
 * The condition number in the 1-norm, estimated with a few solves (N. J. Higham, FORTRAN codes for
 * estimating the one-norm of a real or complex matrix, ACM Trans. Math. Softw. 14 (1988); LAPACK:
 * {@code dlacn2} and {@code dgecon}).
 */
final class ConditionEstimate {
  private static final int MOST_STEPS = 5;

  private final LuFactor factor;
  private final int n;
  private final Runnable checkpoint;

  private ConditionEstimate(LuFactor factor, Runnable checkpoint) {
    this.factor = factor;
    this.n = Math.toIntExact(factor.packed().rows());
    this.checkpoint = checkpoint;
  }

  /**
   * The reciprocal condition number; zero for a singular matrix, NaN if the norm is, 1 for a matrix
   * without entries.
   *
   * @param norm the 1-norm of A
   * @param checkpoint throws if the work was cancelled
   */
  static double of(LuFactor factor, double norm, Runnable checkpoint) {
    var estimate = new ConditionEstimate(factor, checkpoint);
    if (estimate.n == 0) {
      return 1;
    }
    try {
      double inverse = norm == 0 || Double.isNaN(norm) ? norm : estimate.inverseNorm();
      return norm == 0 ? 0 : Double.isNaN(norm) ? norm : reciprocal(inverse, norm);
    } catch (SingularMatrix e) {
      return 0;
    }
  }

  /** An inverse beyond the range of numbers is as good as none. */
  private static double reciprocal(double inverse, double norm) {
    return inverse > 0 && inverse < Double.POSITIVE_INFINITY ? 1 / inverse / norm : 0;
  }

  private double inverseNorm() {
    double[] x = new double[n];
    Arrays.fill(x, 1.0 / n);
    double[] v = solve(x);
    double estimate = sum(v);
    if (n == 1) {
      return estimate;
    }
    double[] signs = signs(v);
    int largest = largest(solveTransposed(signs));
    for (int step = 2; step <= MOST_STEPS; step++) {
      v = solve(unit(largest));
      double better = sum(v);
      double[] others = signs(v);
      boolean goesOn = !Arrays.equals(others, signs) && better > estimate;
      estimate = Math.max(estimate, better);
      if (!goesOn) {
        break;
      }
      signs = others;
      double[] gradient = solveTransposed(signs);
      int next = largest(gradient);
      if (Math.abs(gradient[next]) == Math.abs(gradient[largest])) {
        break;
      }
      largest = next;
    }
    return Math.max(estimate, 2 * sum(solve(alternating())) / (3.0 * n));
  }

  private double[] unit(int place) {
    double[] unit = new double[n];
    unit[place] = 1;
    return unit;
  }

  /** A vector on which the steps before may fail: {@code 1, -(1 + 1/(n-1)), ..., +-2}. */
  private double[] alternating() {
    double[] x = new double[n];
    Arrays.setAll(x, i -> (i % 2 == 0 ? 1 : -1) * (1 + i / (n - 1.0)));
    return x;
  }

  private double[] solve(double[] b) {
    checkpoint.run();
    try (BigMatrix right = factor.packed().lapwing().matrix(n, 1, b);
        BigMatrix x = factor.solve(right)) {
      return x.toRowMajor();
    }
  }

  private double[] solveTransposed(double[] b) {
    checkpoint.run();
    try (BigMatrix right = factor.packed().lapwing().matrix(n, 1, b);
        BigMatrix x = factor.solveTransposed(right)) {
      return x.toRowMajor();
    }
  }

  private static double[] signs(double[] values) {
    return Arrays.stream(values).map(value -> value >= 0 ? 1 : -1).toArray();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).map(Math::abs).sum();
  }

  private static int largest(double[] values) {
    int place = 0;
    for (int i = 1; i < values.length; i++) {
      place = Math.abs(values[i]) > Math.abs(values[place]) ? i : place;
    }
    return place;
  }
}
