package dev.lapwing;

import dev.lapwing.executor.SingularMatrix;
import java.io.IOException;

/**
 * The reciprocal condition number of an upper triangular matrix in the 1-norm, estimated with a few
 * triangular solves instead of an inverse: LAPACK's {@code trcon}. The solves are runs; only
 * vectors come here.
 */
final class TriangularCondition {
  private TriangularCondition() {}

  /** Starts the estimate for the leading square part of a matrix; 1 if it is empty. */
  static Run<Double> ofUpper(BigMatrix r) {
    long order = Math.min(r.rows(), r.columns());
    BigMatrix square = r.slice(0, order, 0, order);
    Run<Double> run =
        TileRun.start(r.lapwing().engine(), "condition", loop -> of(square, loop::checkpoint));
    Joining.atEnd(run.future(), square::close);
    return run;
  }

  private static double of(BigMatrix upper, Runnable checkpoint) throws IOException {
    int n = Math.toIntExact(upper.rows());
    if (n == 0) {
      return 1;
    }
    double norm = upper.norm(Norm.ONE);
    if (norm == 0 || !Double.isFinite(norm)) {
      return norm == 0 ? 0 : Double.NaN;
    }
    // in units of a power of two near the norm, so that no inverse overflows
    double unit = Math.scalb(1.0, Math.getExponent(norm));
    try (BigMatrix lower = upper.transpose()) {
      var inverse =
          new InverseProducts(upper, checkpoint, unit, upper::solveUpper, lower::solveLower);
      double estimate = OneNormEstimate.of(n, inverse);
      // a sum that is not a number comes of an overflow, as no entry is one
      return Double.isNaN(estimate) ? 0 : 1 / (norm / unit) / estimate;
    } catch (SingularMatrix e) {
      return 0;
    }
  }
}
