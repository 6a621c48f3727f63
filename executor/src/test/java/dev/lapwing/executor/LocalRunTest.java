package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskReady;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run tells while it lasts, how it ends, and what it leaves behind. */
class LocalRunTest {
  private static final int N = 90;
  private static final Partition CUT = new Partition(N, 9);
  private static final int TASKS = 10 * 11 * 12 / 6;

  private final TilePool pool = TilePool.create(1 << 26);
  private final LocalExecutor executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool);
  private final TileStore a = TileStore.inMemory("mem:A");
  private final TileStore l = TileStore.inMemory("mem:L");
  private final RunState state = RunState.inMemory();

  @BeforeEach
  void writeInput() throws Exception {
    Matrices.write(a, pool, Matrices.positiveDefinite(N, 1), CUT, CUT);
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    executor.close();
    assertThat(threadsOfRuns()).isEmpty();
    a.close();
    l.close();
    assertThat(pool.bytesInUse()).isZero();
    pool.close();
  }

  @Test
  void everyTaskIsReadyOnceAndFinishedOnce() throws Exception {
    List<RunEvent> events = new CopyOnWriteArrayList<>();
    executor.start(cholesky(l).observer(events::add).build()).await();
    assertThat(events.get(0)).isInstanceOf(RunStarted.class);
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(
            RunEnded.class, end -> assertThat(end.status()).isEqualTo(RunStatus.DONE));
    assertThat(events.stream().filter(TaskFinished.class::isInstance)).hasSize(TASKS);
    // The root is not announced: it is sent before anybody works.
    assertThat(events.stream().filter(TaskReady.class::isInstance)).hasSize(TASKS - 1);
  }

  @Test
  void aSlowObserverDoesNotStallTasks() throws Exception {
    var patience = new CountDownLatch(1);
    var done = new CountDownLatch(TASKS);
    TileStore counted = new DisturbedStore(l, index -> done.countDown());
    RunObserver slow =
        event -> {
          try {
            patience.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    RunHandle run = executor.start(cholesky(counted).observer(slow).build());
    while (run.progress().done() < TASKS) {
      Thread.onSpinWait();
    }
    patience.countDown();
    assertThat(run.await().tasks()).isEqualTo(TASKS);
  }

  @Test
  void anObserverThatThrowsDoesNotDisturbTheRun() throws Exception {
    RunObserver broken =
        event -> {
          throw new IllegalStateException("broken observer");
        };
    assertThat(executor.start(cholesky(l).observer(broken).build()).await().tasks())
        .isEqualTo(TASKS);
  }

  @Test
  void aCancelledRunStops() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    TileStore halting =
        new DisturbedStore(
            l,
            index -> {
              begun.countDown();
              awaitQuietly(goOn);
            });
    RunHandle run = executor.start(cholesky(halting).state(state).build());
    begun.await();
    run.cancel();
    goOn.countDown();
    assertThatThrownBy(run::await).isInstanceOf(RunCancelled.class);
    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.report().tasks()).isLessThan(TASKS);
    assertThat(threadsOfRuns()).isEmpty();
  }

  @Test
  void aNumericalFailureStopsTheRunAtOnce() throws Exception {
    double[][] matrix = Matrices.positiveDefinite(N, 1);
    matrix[30][30] = -1e6;
    Matrices.write(a, pool, matrix, CUT, CUT);
    RunHandle run = executor.start(cholesky(l).state(state).build());
    assertThatThrownBy(run::await)
        .isInstanceOfSatisfying(
            NotPositiveDefinite.class, failure -> assertThat(failure.order()).isEqualTo(31));
    assertThat(run.report().tasks()).isLessThan(TASKS);
    assertThat(threadsOfRuns()).isEmpty();
    assertThat(RecordedRun.find(state.table(), "run").orElseThrow().failure())
        .containsInstanceOf(NotPositiveDefinite.class);
  }

  @Test
  void aStoreThatRecoversIsTriedAgain() throws Exception {
    var failures = new AtomicInteger(3);
    TileStore shaky =
        new DisturbedStore(
            l,
            index -> {
              if (failures.getAndDecrement() > 0) {
                throw new StoreException("the disk is busy");
              }
            });
    RunReport report = executor.start(cholesky(shaky).build()).await();
    assertThat(report.retries()).isEqualTo(3);
    assertThat(report.tasks()).isEqualTo(TASKS);
  }

  @Test
  void aStoreThatStaysBrokenFailsTheRunNamingTheLastError() {
    TileStore broken =
        new DisturbedStore(
            l,
            index -> {
              throw new StoreException("the disk is gone");
            });
    RunLimits hasty =
        new RunLimits(
            Duration.ofSeconds(5), 2, 2, Duration.ofMillis(1), 1, 64, 1, 0, 2, true, Duration.ZERO);
    assertThatThrownBy(() -> executor.start(cholesky(broken).limits(hasty).build()).await())
        .isInstanceOf(StorageFailed.class)
        .hasMessageContaining("writing the outputs of")
        .hasMessageContaining("the disk is gone");
  }

  @Test
  void aRunWhoseTaskIsLeasedElsewhereSaysSo() throws Exception {
    RunSpec spec = cholesky(l).state(state).build();
    var graph = spec.program().at(spec.sizes());
    var elsewhere = new RunStart(spec, graph, KernelLibraries.pureJava().description());
    assertThat(elsewhere.create()).isTrue();
    elsewhere.seed();
    List<Delivery> held = state.queue().receive(1, Duration.ofHours(1), Duration.ofSeconds(60));
    RunHandle run = executor.start(spec);
    Until.holds(
        () -> run.progress().waitingBecause(),
        reason -> reason.orElse("").contains("1 task is leased by an executor that is silent"));
    assertThat(state.queue().renew(held.get(0), Duration.ZERO)).isTrue();
    assertThat(run.await().tasks()).isEqualTo(TASKS);
  }

  @Test
  void factoringInMemoryPeaksWellBelowTwiceTheMatrix() throws Exception {
    executor.start(cholesky(l).build()).await();
    long matrix = 8L * N * N;
    // A, the lower half that is updated and becomes L, and what two tasks have in their hands.
    assertThat(pool.peakBytes()).isLessThan(matrix * 17 / 10);
  }

  @Test
  void aRunWithoutTasksIsDoneAtOnce() throws Exception {
    var empty = new Partition(0, 9);
    var sizes = new Sizes(Map.of("n", empty), Map.of(), Map.of());
    RunSpec spec =
        RunSpec.builder("run", Compiler.compile(Cholesky.program()), sizes)
            .matrix("A", a, empty, empty)
            .matrix("L", l, empty, empty)
            .build();
    assertThat(executor.start(spec).await().tasks()).isZero();
  }

  private RunSpec.Builder cholesky(TileStore output) {
    var sizes = new Sizes(Map.of("n", CUT), Map.of(), Map.of());
    return RunSpec.builder("run", Compiler.compile(Cholesky.program()), sizes)
        .matrix("A", a, CUT, CUT)
        .matrix("L", output, CUT, CUT);
  }

  /** The threads of runs that do not end; the last one completes the run before it ends. */
  private static List<String> threadsOfRuns() throws InterruptedException {
    List<String> living = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches("lapwing(-reads|-events)?-run.*")) {
        thread.join(Duration.ofSeconds(20).toMillis());
        if (thread.isAlive()) {
          living.add(thread.getName());
        }
      }
    }
    return living;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
