package dev.lapwing.bench.aws;

import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import dev.lapwing.RunReport;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.RunLimits;
import dev.lapwing.executor.RunOutputs;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.executor.RunState;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Cholesky factorization of one matrix, again and again.
 *
 * @param n its order
 * @param tile the order of its tiles
 */
record Factorization(int n, int tile) {
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** The tasks of a run. */
  long tasks() {
    long tiles = cut().tiles();
    return tiles * (tiles + 1) * (tiles + 2) / 6;
  }

  /** The floating-point operations of a run. */
  double flops() {
    return (double) n * n * n / 3;
  }

  /** Writes the matrix: diagonally dominant, and so positive definite. */
  void prepare(Lapwing lapwing, String uri) {
    lapwing
        .async(RunOptions.into(uri))
        .matrix(n, n, (i, j) -> i == j ? n : 1.0 / (1 + Math.abs(i - j)))
        .join()
        .close();
  }

  /** A name that no run has had. */
  static String nextRun() {
    return "bench-" + System.currentTimeMillis() + "-" + RUNS.incrementAndGet();
  }

  /** What a run is to do whose state and matrices are in a storage. */
  RunSpec spec(Storage storage, String run, String a, String l, RunLimits limits)
      throws StoreException {
    StoredMatrix result = storage.draft(l, layout(Structure.LOWER));
    var sizes = new Sizes(Map.of("n", cut()), Map.of(), Map.of());
    return RunSpec.builder(run, Compiler.compile(Cholesky.program()), sizes)
        .matrix("A", storage.open(a), cut(), cut())
        .matrix("L", result, cut(), cut())
        .state(RunState.in(storage, run))
        .outputs(RunOutputs.in(storage, List.of(result.location())))
        .limits(limits)
        .build();
  }

  /** Computes in memory; what it did. */
  RunReport inMemory(int threads) {
    try (Lapwing lapwing = Lapwing.builder().threads(threads).tile(tile).build()) {
      prepare(lapwing, "mem:A");
      Run<CholeskyFactor> run = lapwing.open("mem:A").async().cholesky();
      run.join();
      return run.report();
    }
  }

  private MatrixLayout layout(Structure structure) {
    return new MatrixLayout(n, n, tile, tile, structure);
  }

  private Partition cut() {
    return new Partition(n, tile);
  }
}
