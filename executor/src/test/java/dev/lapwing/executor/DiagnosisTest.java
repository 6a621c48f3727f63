package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.processes.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that stand still, and what they say they are waiting for. */
@Tag("once")
class DiagnosisTest {
  private static final int N = 36;
  private static final Partition CUT = new Partition(N, 9);
  private static final long BUDGET = 1 << 16;
  static final RunLimits PATIENT =
      new RunLimits(
          Duration.ofSeconds(10),
          1000,
          1000,
          Duration.ofNanos(100_000),
          64,
          64,
          2,
          0,
          2,
          true,
          Duration.ZERO);

  /**
   * Longer than the three seconds between two signs of life of a process whose leases are 24
   * seconds long, and much shorter than what is left of such a lease when the process is stopped.
   */
  private static final Duration SILENCE = Duration.ofSeconds(4);

  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(BUDGET);
  private final TileStore a = TileStore.inMemory("mem:A");
  private final TileStore l = TileStore.inMemory("mem:L");

  @BeforeEach
  void writeInput() throws Exception {
    Matrices.write(a, pool, Matrices.positiveDefinite(N, 1), CUT, CUT);
  }

  @AfterEach
  void close() throws Exception {
    a.close();
    l.close();
    pool.close();
  }

  @Test
  void aTaskThatWaitsForMemorySaysHowMuchOfTheBudgetIsInUse() throws Exception {
    int left = Math.toIntExact((BUDGET - pool.bytesInUse()) / Double.BYTES);
    Tile hog = pool.allocate(left - 64, 1);
    try (var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool)) {
      RunHandle run = executor.start(cholesky(l).limits(PATIENT).build());
      String reason = reason(run, "memory", hog::release);
      assertThat(reason)
          .matches(
              "potrf\\(i=0\\) at Cholesky.java:\\d+ waits for memory: it needs a tile of \\d+ bytes, and [\\d,]+ of the budget of 65,536 bytes are in use");
      assertThat(run.await().tasks()).isEqualTo(20);
      assertThat(run.progress().waitingBecause()).isEmpty();
    }
  }

  @Test
  void aStoreThatFailsIsNamedForAsLongAsItFails() throws Exception {
    var broken = new AtomicBoolean(true);
    var goOn = new CountDownLatch(1);
    TileStore shaky =
        new DisturbedStore(
            l,
            index -> {
              if (broken.get()) {
                throw new StoreException("the disk is busy");
              } else if (index.get(0) > 0) {
                await(goOn);
              }
            });
    try (var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool)) {
      RunHandle run = executor.start(cholesky(shaky).limits(PATIENT).build());
      try {
        assertThat(reason(run, "disk", () -> broken.set(false)))
            .matches(
                "writing the outputs of potrf\\(i=0\\) at Cholesky.java:\\d+ failed and is tried again: the disk is busy");
        assertThat(reason(run, "in work", () -> {})).doesNotContain("disk");
      } finally {
        goOn.countDown();
      }
      assertThat(run.await().tasks()).isEqualTo(20);
    }
  }

  @Test
  void aKernelThatTakesLongIsNamed() throws Exception {
    var goOn = new CountDownLatch(1);
    KernelLibrary slow = new SlowKernels(KernelLibraries.pureJava(), goOn);
    try (var executor = new LocalExecutor(2, slow, pool)) {
      RunHandle run = executor.start(cholesky(l).build());
      String reason = reason(run, "potrf", goOn::countDown);
      assertThat(reason)
          .matches(
              "potrf\\(i=0\\) at Cholesky.java:\\d+ has been in work for [1-9]\\d* s; no task is ready");
      assertThat(run.await().tasks()).isEqualTo(20);
    }
  }

  @Test
  void aProcessThatHoldsATaskIsAliveOrSilent() throws Exception {
    FolderRun.prepare(folder, Matrices.positiveDefinite(FolderRun.N, 7));
    try (TilePool ours = TilePool.create(1 << 24);
        ChildJvm holder =
            ChildJvm.start(
                folder.resolve("errors"), FolderRun.class, folder.toString(), "1", "24000");
        Storage storage = Storage.inFolder(folder, ours);
        var executor = new LocalExecutor(2, KernelLibraries.pureJava(), ours)) {
      assertThat(holder.nextLine()).contains(FolderRun.HALTED);
      RunHandle run = executor.start(join(storage));
      assertThat(reason(run, "hands", () -> {}))
          .isEqualTo("1 task is in the hands of another executor");
      StoppedProcess.stop(holder.handle(), folder);
      assertThat(reason(run, "silent", () -> {}))
          .isEqualTo(
              "1 task is leased by an executor that is silent; a lease that is not renewed ends within 8 s");
      run.cancel();
      assertThatThrownBy(run::await).isInstanceOf(RunCancelled.class);
    }
  }

  private static RunSpec join(Storage storage) throws StoreException {
    RecordedRun recorded = RecordedRun.find(storage.runs(), FolderRun.RUN).orElseThrow();
    RunSpec.Builder spec =
        RunSpec.builder(FolderRun.RUN, recorded.program(), recorded.sizes())
            .state(RunState.in(storage, FolderRun.RUN))
            .lease(SILENCE.multipliedBy(2));
    for (String matrix : recorded.locations().keySet()) {
      spec.matrix(
          matrix, storage.reopen(recorded.locations().get(matrix)), FolderRun.CUT, FolderRun.CUT);
    }
    return spec.build();
  }

  /** Waits for a reason with a word in it, and then, whether it came or not, lets the run go. */
  private static String reason(RunHandle run, String word, Runnable letGo) {
    try {
      return Until.holds(
              () -> run.progress().waitingBecause(),
              reason -> reason.filter(text -> text.contains(word)).isPresent())
          .orElseThrow();
    } finally {
      letGo.run();
    }
  }

  private RunSpec.Builder cholesky(TileStore output) {
    var sizes = new Sizes(Map.of("n", CUT), Map.of(), Map.of());
    return RunSpec.builder("run", Compiler.compile(Cholesky.program()), sizes)
        .matrix("A", a, CUT, CUT)
        .matrix("L", output, CUT, CUT);
  }

  private static void await(CountDownLatch latch) throws StoreException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new StoreException("interrupted", e);
    }
  }

  /** Kernels that do not end before they may. */
  private record SlowKernels(KernelLibrary kernels, CountDownLatch mayEnd)
      implements KernelLibrary {
    @Override
    public String description() {
      return kernels.description();
    }

    @Override
    public void compute(
        Kernel kernel, Operands operands, List<Tile> outputs, double[] scalars, TilePool workspace)
        throws KernelFailure {
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      kernels.compute(kernel, operands, outputs, scalars, workspace);
    }
  }
}
