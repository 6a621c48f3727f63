package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.Run;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.Plan;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import java.util.Locale;
import java.util.Map;

/**
 * The memory that tiles take while a matrix is factored in memory, in multiples of the matrix.
 *
 * <pre>MemoryPeak [N [TILE]]</pre>
 */
public final class MemoryPeak {
  private static final double MOST = 2.5;

  private MemoryPeak() {}

  /** Prints what was measured and what was planned; the exit code is 1 if it was too much. */
  public static void main(String[] arguments) {
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8192;
    LapwingBuilder builder = Lapwing.builder();
    if (arguments.length > 1) {
      builder.tile(Integer.parseInt(arguments[1]));
    }
    try (Lapwing lapwing = builder.build()) {
      double ratio = measure(lapwing, n);
      System.exit(ratio < MOST ? 0 : 1);
    }
  }

  private static double measure(Lapwing lapwing, int n) {
    double matrixBytes = (double) Double.BYTES * n * n;
    try (BigMatrix a = lapwing.matrix(n, n, (i, j) -> i == j ? n : 1.0 / (1 + Math.abs(i - j)))) {
      Run<CholeskyFactor> run = a.async().cholesky();
      run.join().close();
      double ratio = run.report().peakTileBytes() / matrixBytes;
      double planned = planned(n, a.tileShape().rows()) / matrixBytes;
      System.out.printf(
          Locale.ROOT,
          "Cholesky of n = %d in tiles of %d on %d threads: tiles take %.3f times the matrix"
              + " (planned: %.3f; to be below: %.1f)%n",
          n,
          a.tileShape().rows(),
          lapwing.threads(),
          ratio,
          planned,
          MOST);
      return ratio;
    }
  }

  private static double planned(int n, long tile) {
    Sizes sizes = new Sizes(Map.of("n", new Partition(n, tile)), Map.of(), Map.of());
    return Plan.of(Compiler.compile(Cholesky.program()).at(sizes)).residentBytes();
  }
}
