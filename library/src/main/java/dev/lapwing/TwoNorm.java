package dev.lapwing;

import dev.lapwing.lambdapack.algorithm.Lanczos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The 2-norm of a matrix, its largest singular value, by Lanczos bidiagonalization ({@link
 * Lanczos}): runs of a few steps, one after the other, until the estimate stands still.
 *
 * <p>The estimate is the largest singular value of a projection of the matrix: never too large but
 * by rounding, and rising from run to run. It is taken when a run of {@value #STEPS} steps has
 * raised it by less than a part in 10^{@value #DIGITS}, or after {@value #MOST_RUNS} runs. The
 * first vector is random, from a fixed seed.
 */
final class TwoNorm {
  private static final int STEPS = 8;
  private static final int MOST_RUNS = 20;
  private static final int DIGITS = 7;
  private static final long SEED = 20_260_601;

  private final Lapwing lapwing;
  private final BigMatrix a;
  private final Runnable checkpoint;
  private final List<Double> diagonal = new ArrayList<>();
  private final List<Double> beside = new ArrayList<>();

  private TwoNorm(BigMatrix a, Runnable checkpoint) {
    this.lapwing = a.lapwing();
    this.a = a;
    this.checkpoint = checkpoint;
  }

  /** Starts the estimate. */
  static Run<Double> start(BigMatrix matrix) {
    BigMatrix a = matrix.tiles().untransposed().isPresent() ? matrix.transpose() : matrix.view();
    Run<Double> run =
        TileRun.start(
            a.lapwing().engine(), "norm-two", loop -> new TwoNorm(a, loop::checkpoint).estimate());
    Joining.atEnd(run.future(), a::close);
    return run;
  }

  private double estimate() {
    double largest = a.norm(Norm.MAX);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    double tolerance = Math.max(Math.pow(10, -DIGITS), 4 * a.precision().unitRoundoff());
    Vectors vectors = start();
    try {
      double estimate = 0;
      for (int run = 0; run < MOST_RUNS; run++) {
        checkpoint.run();
        vectors = advance(vectors);
        double next = BidiagonalNorm.of(diagonal, beside);
        if (!(next - estimate > tolerance * next)) {
          return Double.isNaN(next) ? next : Math.max(estimate, next);
        }
        estimate = next;
      }
      return estimate;
    } finally {
      vectors.close();
    }
  }

  private Vectors start() {
    Entries numbers = RandomMatrices.uniform(SEED);
    double squares = 0;
    for (long j = 0; j < a.columns(); j++) {
      squares += Math.pow(numbers.at(j, 0), 2);
    }
    double norm = Math.sqrt(squares);
    return new Vectors(
        column(a.rows(), a.tileShape().rows(), (i, j) -> 0),
        column(a.columns(), a.tileShape().columns(), (i, j) -> numbers.at(i, j) / norm),
        column(1, 1, (i, j) -> 0));
  }

  private BigMatrix column(long rows, long tile, Entries entries) {
    RunOptions options = RunOptions.defaults().tile(new Shape(tile, 1)).precision(a.precision());
    return lapwing.async(options).matrix(rows, 1, entries).join();
  }

  /** Makes some steps from the last vectors, and closes these. */
  private Vectors advance(Vectors last) {
    try (last) {
      Map<String, BigMatrix> results =
          lapwing
              .operations()
              .lanczos(Operand.of(a), STEPS)
              .input("U0", last.u())
              .input("V0", last.v())
              .input("BETA0", last.beta())
              .start()
              .join();
      try (BigMatrix alpha = results.get("ALPHA");
          BigMatrix betas = results.get("BETA")) {
        for (int step = 0; step < STEPS; step++) {
          diagonal.add(alpha.get(step, 0));
          beside.add(betas.get(step, 0));
        }
        return new Vectors(results.get("U"), results.get("V"), betas.slice(STEPS - 1, STEPS, 0, 1));
      }
    }
  }

  /** The last columns of both factors, and the number that ties the next to them. */
  private record Vectors(BigMatrix u, BigMatrix v, BigMatrix beta) implements AutoCloseable {
    @Override
    public void close() {
      u.close();
      v.close();
      beta.close();
    }
  }
}
