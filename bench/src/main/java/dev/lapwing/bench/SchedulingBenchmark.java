package dev.lapwing.bench;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.LocalExecutor;
import dev.lapwing.executor.RunReport;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a task costs beside its kernel: a whole Cholesky run in memory with kernels that do nothing,
 * divided by its tasks. Starting and ending the run are included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SchedulingBenchmark {
  private static final int TILES = 40;
  private static final int TASKS = TILES * (TILES + 1) * (TILES + 2) / 6;
  private static final Partition CUT = new Partition(TILES, 1);
  private static final KernelLibrary EMPTY_KERNELS = new EmptyKernels();

  /** How many threads share the run. */
  @Param({"1", "2"})
  public int threads;

  private final CompiledProgram cholesky = Compiler.compile(Cholesky.program());
  private final TilePool pool = TilePool.create(1 << 26);
  private final TileStore input = TileStore.inMemory("mem:A");
  private long runs;

  /** Writes the input, whose entries nobody looks at. */
  @Setup(Level.Trial)
  public void writeInput() throws StoreException {
    Tile entry = pool.zeros(1, 1);
    for (int row = 0; row < TILES; row++) {
      for (int column = 0; column < TILES; column++) {
        input.write(TileIndex.of(row, column), entry);
      }
    }
    entry.release();
  }

  /** One run; the time is that of one task. */
  @Benchmark
  @OperationsPerInvocation(TASKS)
  public RunReport oneTask() throws InterruptedException, StoreException {
    try (var executor = new LocalExecutor(threads, EMPTY_KERNELS, pool);
        TileStore output = TileStore.inMemory("mem:L")) {
      var sizes = new Sizes(Map.of("n", CUT), Map.of(), Map.of());
      return executor
          .start(
              RunSpec.builder("run-" + runs++, cholesky, sizes)
                  .matrix("A", input, CUT, CUT)
                  .matrix("L", output, CUT, CUT)
                  .build())
          .await();
    }
  }

  /** Frees the tiles. */
  @TearDown(Level.Trial)
  public void free() throws StoreException {
    input.close();
    pool.close();
  }

  /** Kernels that compute nothing. */
  private static final class EmptyKernels implements KernelLibrary {
    @Override
    public String description() {
      return "empty kernels";
    }

    @Override
    public void compute(
        Kernel kernel,
        Operands operands,
        List<Tile> outputs,
        double[] scalars,
        TilePool workspace) {}
  }
}
