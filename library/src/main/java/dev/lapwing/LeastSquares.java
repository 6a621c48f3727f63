package dev.lapwing;

import dev.lapwing.executor.RankDeficient;
import java.util.Map;
import java.util.function.Function;

/**
 * The X that minimises {@code ||A X - B||}, column by column, for a matrix of full rank and any
 * shape (LAPACK: {@code gels}); of an underdetermined system, the solution of least norm.
 */
final class LeastSquares {
  private static final String NAME = "least-squares";
  private final BigMatrix a;
  private final RunOptions options;

  LeastSquares(BigMatrix a, RunOptions options) {
    this.a = a;
    this.options = options;
  }

  /** Starts it. */
  Run<BigMatrix> start(BigMatrix b) {
    if (a.rows() != b.rows()) {
      throw new ShapeMismatch(
          "solve with", a.shape(), b.shape(), "both must have the same number of rows");
    }
    if (a.rows() < a.columns()) {
      return leastNorm(b);
    }
    return a.lapwing().operations().fitsTsqr(Operand.of(a)) ? narrow(b) : tall(b);
  }

  /** A few columns: R and Q^T B in one program, in which no reflector outlives its use. */
  private Run<BigMatrix> narrow(BigMatrix b) {
    Run<Map<String, BigMatrix>> reduced =
        a.lapwing().operations().tsqrApplied(Operand.of(a), Operand.of(b)).start();
    return new ChainedRun<>(
        NAME,
        reduced,
        results ->
            ofFullRank(
                results.get("R"),
                r -> r.async(options).solveUpper(results.get("C")),
                () -> results.values().forEach(BigMatrix::close)));
  }

  /** {@code X = R^-1 (Q^T B)(0:n)}. */
  private Run<BigMatrix> tall(BigMatrix b) {
    return factored(
        a.async().qr(),
        b,
        (qr, right) ->
            ChainedRun.closing(NAME, qr.applyQTransposedAsync(right), c -> backSubstitute(qr, c)));
  }

  private Run<BigMatrix> backSubstitute(QrFactorization qr, BigMatrix c) {
    try (BigMatrix top = c.slice(0, qr.r().rows(), 0, c.columns())) {
      return qr.r().async(options).solveUpper(top);
    }
  }

  /** {@code A^T = Q R}; then {@code X = Q R^-T B} solves {@code A X = R^T Q^T X = B}. */
  private Run<BigMatrix> leastNorm(BigMatrix b) {
    try (BigMatrix transpose = a.transpose()) {
      return factored(
          transpose.async().qr(),
          b,
          (qr, right) -> {
            try (BigMatrix lower = qr.r().transpose()) {
              return ChainedRun.closing(
                  NAME, lower.async().solveLower(right), y -> qr.applyQAsync(y, options));
            }
          });
    }
  }

  private Run<BigMatrix> factored(Run<QrFactorization> factorization, BigMatrix b, Solve solve) {
    BigMatrix right = b.slice(0, b.rows(), 0, b.columns());
    Run<BigMatrix> solved =
        new ChainedRun<>(
            NAME,
            factorization,
            qr -> ofFullRank(qr.r(), unused -> solve.start(qr, right), qr::close));
    Joining.atEnd(solved.future(), right::close);
    return solved;
  }

  /** Goes on if R's condition says that its matrix has full rank; ends with {@code close}. */
  private Run<BigMatrix> ofFullRank(
      BigMatrix r, Function<BigMatrix, Run<BigMatrix>> solve, Runnable close) {
    Run<BigMatrix> solved =
        new ChainedRun<>(
            NAME,
            TriangularCondition.ofUpper(r),
            condition -> {
              requireFullRank(condition);
              return solve.apply(r);
            });
    Joining.atEnd(solved.future(), close);
    return solved;
  }

  /** A NaN is no statement about the rank; it will be in the solution. */
  private void requireFullRank(double reciprocalCondition) {
    double least = a.precision().unitRoundoff() * Math.max(a.rows(), a.columns());
    if (reciprocalCondition <= least) {
      throw new RankDeficient(a.rows(), a.columns(), reciprocalCondition, least);
    }
  }

  /** What is left to do once the matrix is factored. */
  private interface Solve {
    Run<BigMatrix> start(QrFactorization qr, BigMatrix right);
  }
}
