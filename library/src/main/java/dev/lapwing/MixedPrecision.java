package dev.lapwing;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.SingularMatrix;
import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.state.Precision;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The solution of {@code A X = B} from a factorization in float32, which takes half the time and
 * half the bytes, refined to what one in float64 gives (LAPACK: {@code dsgesv}, {@code dsposv}; A.
 * Buttari et al., "Mixed precision iterative refinement techniques for the solution of dense linear
 * systems", Int. J. High Perform. Comput. Appl. 21, 2007).
 *
 * <p>As there, it has converged when in every column {@code ||B - A X|| <= sqrt(n) eps ||A||
 * ||X||}, here in 1-norms. A and the residuals are scaled by powers of two on their way to float32,
 * so that no range is too large or too small. Where float32 is not enough (a condition above some
 * 1e7, or a matrix that is singular or not positive definite in it), all is done again in float64.
 */
final class MixedPrecision {
  /** LAPACK's own bound. */
  private static final int MOST_STEPS = 30;

  /** A step that gains less than this is not worth its products. */
  private static final double LEAST_GAIN = 0.5;

  /** Within these, floats neither overflow nor lose anything, and nothing is scaled. */
  private static final double MODERATE = 0x1p40;

  private final BigMatrix a;
  private final BigMatrix b;
  private final boolean positiveDefinite;
  private final TileLoop loop;
  private int steps;

  private MixedPrecision(BigMatrix a, BigMatrix b, boolean positiveDefinite, TileLoop loop) {
    this.a = a;
    this.b = b;
    this.positiveDefinite = positiveDefinite;
    this.loop = loop;
  }

  /**
   * Starts it.
   *
   * @param positiveDefinite whether A is symmetric positive definite, and only its lower triangle
   *     is factored; the residuals are those of all of A
   */
  static Run<MixedSolution> start(BigMatrix a, BigMatrix b, boolean positiveDefinite) {
    requireDoubles(a);
    requireDoubles(b);
    LuOperations.requireSolvable(Operand.of(a), Operand.of(b));
    BigMatrix left = a.slice(0, a.rows(), 0, a.columns());
    BigMatrix right = b.slice(0, b.rows(), 0, b.columns());
    Run<MixedSolution> run =
        TileRun.start(
            a.lapwing().engine(),
            "mixed-precision solve",
            loop -> new MixedPrecision(left, right, positiveDefinite, loop).solution());
    Joining.atEnd(run.future(), left::close);
    Joining.atEnd(run.future(), right::close);
    return run;
  }

  private static void requireDoubles(BigMatrix matrix) {
    if (matrix.precision() != Precision.FLOAT64) {
      throw new IllegalArgumentException(
          "mixed precision refines to float64, and a matrix is %s: solve as it is, or convert it with to(Precision.FLOAT64)"
              .formatted(matrix.precision()));
    }
  }

  private MixedSolution solution() throws IOException {
    double norm = a.norm(Norm.ONE);
    boolean worthTrying = b.columns() > 0 && norm > 0 && norm < Double.POSITIVE_INFINITY;
    Optional<BigMatrix> refined = worthTrying ? refined(norm) : Optional.empty();
    if (refined.isPresent()) {
      return new MixedSolution(refined.get(), steps, false);
    }
    return new MixedSolution(positiveDefinite ? a.solveSpd(b) : a.solve(b), steps, true);
  }

  private Optional<BigMatrix> refined(double norm) throws IOException {
    double unit = unit(norm);
    try (BigMatrix floats = toFloats(a, unit)) {
      if (positiveDefinite) {
        try (CholeskyFactor factor = floats.cholesky()) {
          return refined(factor::solve, norm, unit);
        }
      }
      try (LuFactor factor = floats.lu()) {
        return refined(factor::solve, norm, unit);
      }
    } catch (SingularMatrix | NotPositiveDefinite notInFloats) {
      return Optional.empty();
    }
  }

  private Optional<BigMatrix> refined(
      Function<BigMatrix, BigMatrix> factor, double norm, double unit) throws IOException {
    double wanted = Math.sqrt((double) a.rows()) * Precision.FLOAT64.unitRoundoff() * norm;
    BigMatrix x = correction(factor, b, unit);
    double before = Double.POSITIVE_INFINITY;
    boolean converged = false;
    try {
      while (true) {
        loop.checkpoint();
        try (BigMatrix residual = residual(x)) {
          double error = error(residual, x, wanted);
          converged = error <= 1;
          if (converged || !(error <= LEAST_GAIN * before) || steps == MOST_STEPS) {
            return converged ? Optional.of(x) : Optional.empty();
          }
          before = error;
          steps++;
          x = improved(x, correction(factor, residual, unit));
        }
      }
    } finally {
      if (!converged) {
        x.close();
      }
    }
  }

  private BigMatrix residual(BigMatrix x) {
    try (BigMatrix product = a.multiply(x)) {
      return b.minus(product);
    }
  }

  /** How many times as large as wanted the residual of the worst column is; NaN if one is. */
  private double error(BigMatrix residual, BigMatrix x, double wanted) throws IOException {
    double[] residuals = columnSums(residual);
    double[] solutions = columnSums(x);
    double worst = 0;
    for (int j = 0; j < residuals.length; j++) {
      double error = residuals[j] == 0 ? 0 : residuals[j] / wanted / solutions[j];
      worst = Math.max(worst, error);
    }
    return worst;
  }

  /** The sums of absolute values of every column. */
  private static double[] columnSums(BigMatrix matrix) {
    try (BigMatrix magnitudes = matrix.map(EntryFunction.ABS);
        BigMatrix sums = magnitudes.sum(Axis.COLUMNS)) {
      return sums.toRowMajor();
    }
  }

  /** What the factorization in float32 makes of a right-hand side, in float64. */
  private BigMatrix correction(
      Function<BigMatrix, BigMatrix> factor, BigMatrix rightHandSide, double unit)
      throws IOException {
    double size = unit(rightHandSide.norm(Norm.ONE));
    try (BigMatrix floats = toFloats(rightHandSide, size);
        BigMatrix solved = factor.apply(floats);
        BigMatrix doubles = solved.to(Precision.FLOAT64)) {
      // (A / unit) y = b / size
      return doubles.scale(size / unit);
    }
  }

  private static BigMatrix improved(BigMatrix x, BigMatrix correction) {
    try (x;
        correction) {
      return x.plus(correction);
    }
  }

  private static BigMatrix toFloats(BigMatrix matrix, double unit) {
    if (unit == 1) {
      return matrix.to(Precision.FLOAT32);
    }
    try (BigMatrix scaled = matrix.scale(1 / unit)) {
      return scaled.to(Precision.FLOAT32);
    }
  }

  /** What a matrix of this norm is divided by: a power of two, so that nothing is rounded. */
  private static double unit(double norm) {
    boolean moderate = norm > 1 / MODERATE && norm < MODERATE;
    return moderate || norm == 0 || !(norm < Double.POSITIVE_INFINITY)
        ? 1
        : Math.scalb(1.0, Math.max(Math.getExponent(norm), -1000));
  }
}
