package dev.lapwing;

import dev.lapwing.executor.SingularMatrix;
import java.io.IOException;

/** The condition number in the 1-norm, estimated with a few solves: LAPACK's {@code gecon}. */
final class ConditionEstimate {
  private ConditionEstimate() {}

  /**
   * The reciprocal condition number; zero for a singular matrix, NaN if the norm is, 1 for a matrix
   * without entries.
   *
   * @param norm the 1-norm of A
   * @param checkpoint throws if the work was cancelled
   */
  static double of(LuFactor factor, double norm, Runnable checkpoint) throws IOException {
    int n = Math.toIntExact(factor.packed().rows());
    if (n == 0) {
      return 1;
    }
    if (norm == 0 || Double.isNaN(norm)) {
      return norm;
    }
    var inverse =
        new InverseProducts(factor.packed(), checkpoint, 1, factor::solve, factor::solveTransposed);
    try {
      return reciprocal(OneNormEstimate.of(n, inverse), norm);
    } catch (SingularMatrix e) {
      return 0;
    }
  }

  /** An inverse beyond the range of numbers is as good as none. */
  private static double reciprocal(double inverse, double norm) {
    return inverse > 0 && inverse < Double.POSITIVE_INFINITY ? 1 / inverse / norm : 0;
  }
}
