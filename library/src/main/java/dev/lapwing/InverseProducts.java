package dev.lapwing;

import java.util.function.UnaryOperator;

/**
 * A matrix that is known by the solutions of its equations: its inverse as a function of vectors.
 * Every product is a run.
 *
 * @param like a matrix in whose place and precision the vectors are
 * @param checkpoint throws if the work was cancelled
 * @param unit a power of two by which A is divided
 * @param solve {@code A^-1 B}
 * @param solveTransposed {@code A^-T B}
 */
record InverseProducts(
    BigMatrix like,
    Runnable checkpoint,
    double unit,
    UnaryOperator<BigMatrix> solve,
    UnaryOperator<BigMatrix> solveTransposed)
    implements OneNormEstimate.Products {

  @Override
  public double[] times(double[] b) {
    return solution(solve, b);
  }

  @Override
  public double[] transposedTimes(double[] b) {
    return solution(solveTransposed, b);
  }

  private double[] solution(UnaryOperator<BigMatrix> solver, double[] b) {
    checkpoint.run();
    try (BigMatrix right = column(b);
        BigMatrix x = solver.apply(right)) {
      return x.toRowMajor();
    }
  }

  private BigMatrix column(double[] b) {
    RunOptions options = RunOptions.defaults().precision(like.precision());
    return like.lapwing().async(options).matrix(b.length, 1, (i, j) -> unit * b[(int) i]).join();
  }
}
