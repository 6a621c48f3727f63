package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.Scaled;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunLife;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.contract.OwnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are handed over to executors, which here are threads with nothing but the folder. */
class SubmittedRunTest {
  private static final int N = 70;
  private static final String RUN = "RUN1";
  private static final Scaling ONE = upTo(1);
  private static final Scaling THREE = upTo(3);

  /** Whoever is silent for as long as this machine may stall is not taken for dead. */
  private static final RunLimits PATIENT = RunLimits.defaults().withLease(Duration.ofMinutes(1));

  private static final WorkLimits LIMITS = WorkLimits.unlimited().withIdle(Duration.ofMillis(300));

  @TempDir private Path folder;
  private SharedRuns runs;
  private ThreadFleet fleet;
  private RunSubmitter submitter;
  private final double[][] a = Matrices.positiveDefinite(N, 5);

  @BeforeEach
  void open() throws Exception {
    runs = new SharedRuns(folder, N, 10);
    runs.prepare(a);
    fleet = new ThreadFleet(runs.storage, runs.pool, 1, LIMITS);
    submitter = new RunSubmitter(SharedRuns.KERNELS, fleet);
  }

  @AfterEach
  void nothingIsLeftInMemory() throws Exception {
    submitter.close();
    fleet.close();
    assertThat(runs.pool.bytesInUse()).isZero();
    runs.close();
  }

  @Test
  void executorsDoAllTheWorkAndTellOfIt() throws Exception {
    List<RunEvent> events = new CopyOnWriteArrayList<>();
    RunSpec.Builder spec = runs.cholesky(RUN, false).limits(PATIENT);
    try (RunSubmitter patient = patient(Optional.of(fleet))) {
      SubmittedRun run = patient.submit(spec.scaling(THREE).observer(events::add).build());
      RunReport report = run.await();
      assertThat(report.tasks()).as("and repeated ones").isGreaterThanOrEqualTo(runs.tasks());
      assertThat(report.flops()).isPositive();
      assertThat(report.stores().get("A").bytesRead()).isPositive();
      assertThat(run.progress().done()).isGreaterThanOrEqualTo(runs.tasks());
      assertThat(run.status()).isEqualTo(RunStatus.DONE);
    }
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
    assertThat(events.get(0)).isInstanceOf(RunStarted.class);
    assertThat(events).last().isInstanceOf(RunEnded.class);
    assertThat(events).filteredOn(Scaled.class::isInstance).isNotEmpty();
  }

  @Test
  void aRunGoesOnWithoutItsClient() throws Exception {
    HeldTasks root = holdRoot();
    SubmittedRun run = submitter.attach(recorded());
    submitter.close();
    assertThat(run.completion()).isCompletedExceptionally();
    assertThat(fleet.size()).as("those who were missing").isPositive();
    root.close();
    try (RunSubmitter later = patient(Optional.empty())) {
      assertThat(later.attach(recorded()).await().tasks()).isGreaterThanOrEqualTo(runs.tasks());
    }
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void executorsScaleARunThatNobodyWatches() throws Exception {
    // Its client has gone before it started anybody; one executor comes by itself.
    HeldTasks root = holdRoot();
    assertThat(fleet.start(RUN, 1)).isEqualTo(Fleet.Start.of(1));
    Scaling least = THREE.withLeast(1);
    assertThat(least.most()).isEqualTo(3);
    while (KnownExecutor.live(runs.storage.runs(), RUN, RunLimits.defaults()).isEmpty()) {
      Thread.onSpinWait();
    }
    root.close();
    while (runs.status(RUN) != RunStatus.DONE || fleet.size() > 0) {
      Thread.onSpinWait();
    }
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void theExecutorThatScalesStaysUntilTheTasksOfTheDeadComeBack() throws Exception {
    runs.submit(runs.cholesky(RUN, false).scaling(THREE).build());
    Duration longerThanIdle = Duration.ofSeconds(2);
    List<Delivery> root =
        runs.storage.queue(RUN).receive(1, longerThanIdle, Duration.ofSeconds(10));
    assertThat(root).hasSize(1);
    assertThat(fleet.start(RUN, 1)).isEqualTo(Fleet.Start.of(1));
    // Asked first: once the run is DONE, its executors may leave.
    int there = fleet.size();
    while (runs.status(RUN) != RunStatus.DONE) {
      assertThat(there).isPositive();
      there = fleet.size();
    }
  }

  @Test
  void cancellingStopsTheFleet() throws Exception {
    holdRoot();
    SubmittedRun run = submitter.attach(recorded());
    while (fleet.size() == 0) {
      Thread.onSpinWait();
    }
    run.cancel();
    assertThatThrownBy(run::await).isInstanceOf(RunCancelled.class);
    while (fleet.size() > 0) {
      Thread.onSpinWait();
    }
    assertThat(runs.status(RUN)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aRunThatIsLeftCanBeCancelledStill() throws Exception {
    SubmittedRun run;
    try (var lonely = new RunSubmitter(SharedRuns.KERNELS)) {
      run = lonely.submit(runs.cholesky(RUN, false).build());
    }
    run.cancel();
    assertThat(runs.status(RUN)).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aDefectOfTheTableIsNotTheEndOfLooking() throws Exception {
    Thread firstToLook = Thread.currentThread();
    RunTable defective =
        new TableDecorator(runs.storage.runs()) {
          @Override
          public Optional<RunLife> life(String run) throws StoreException {
            if (Thread.currentThread() == firstToLook) {
              throw new IllegalStateException("a defect");
            }
            return super.life(run);
          }
        };
    var state =
        new RunState(runs.storage.queue(RUN), defective, RunState.in(runs.storage, RUN).scratch());
    RunSpec.Builder spec = runs.cholesky(RUN, false).limits(PATIENT).state(state);
    try (RunSubmitter patient = patient(Optional.of(fleet))) {
      SubmittedRun run = patient.submit(spec.scaling(THREE).build());
      assertThat(run.await().tasks()).isGreaterThanOrEqualTo(runs.tasks());
    }
  }

  @Test
  void aCancelledRunIsResumedAndComputesNothingTwice() throws Exception {
    // Two could have one task at a time: both its parents may see that it is ready.
    RunSpec.Builder spec = runs.cholesky(RUN, false).scaling(ONE);
    runs.submit(spec.limits(PATIENT).build());
    try (var worker = new RunWorker(runs.storage, runs.pool, 1, new CountingClock())) {
      long before = 0;
      while (before == 0) {
        before = worker.work(RUN, CountingClock.looks(200)).tasks();
      }
      assertThat(before).isLessThan(runs.tasks());
      assertThat(runs.storage.runs().end(RUN, RunStatus.CANCELLED, ""))
          .isEqualTo(RunStatus.CANCELLED);
      assertThat(worker.work(RUN, WorkLimits.unlimited()).work()).isEmpty();
    }
    RecordedRun recorded = RecordedRun.find(runs.storage.runs(), RUN).orElseThrow();
    try (RunSubmitter patient = patient(Optional.of(fleet))) {
      SubmittedRun resumed = patient.resume(recorded.open(runs.storage, runs.pool).build());
      // Those of the first executor among them.
      assertThat(resumed.await().tasks()).isEqualTo(runs.tasks());
    }
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void aFailureReachesTheClientWithItsFields() throws Exception {
    double[][] indefinite = Matrices.positiveDefinite(N, 3);
    indefinite[40][40] = -1;
    runs.storage.delete(runs.uri("A"));
    runs.prepare(indefinite);
    SubmittedRun run = submitter.submit(runs.cholesky(RUN, false).scaling(THREE).build());
    assertThatThrownBy(run::await)
        .isInstanceOfSatisfying(
            NotPositiveDefinite.class,
            failure -> {
              assertThat(failure.order()).isEqualTo(41);
              assertThat(failure.pivot().tileRow()).isEqualTo(4);
            });
  }

  @Test
  void aRunWithoutExecutorsSaysSo() throws Exception {
    try (var lonely = new RunSubmitter(SharedRuns.KERNELS)) {
      SubmittedRun run = lonely.submit(runs.cholesky(RUN, false).build());
      assertThat(run.progress().waitingBecause())
          .hasValueSatisfying(
              why -> assertThat(why).contains("no executor is alive, and 1 task is ready"));
    }
  }

  @Test
  void aRunWhoseExecutorsCannotBeStartedSaysWhy() throws Exception {
    Fleet broken = (run, executors, permit) -> Fleet.Start.failed(0, "the door is locked");
    try (var unlucky = new RunSubmitter(SharedRuns.KERNELS, broken)) {
      SubmittedRun run = unlucky.submit(runs.cholesky(RUN, false).scaling(THREE).build());
      String why = "";
      while (!why.contains("locked")) {
        why = run.progress().waitingBecause().orElse("");
      }
      assertThat(why)
          .isEqualTo("no executor is alive: an executor could not be started: the door is locked");
    }
  }

  @Test
  void aMatrixInTheMemoryOfTheClientIsRefused() throws Exception {
    RunSpec.Builder spec =
        runs.cholesky(RUN, false).matrix("A", TileStore.inMemory("mem:A"), runs.cut, runs.cut);
    assertThatThrownBy(() -> submitter.submit(spec.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mem:A");
    assertThat(runs.storage.runs().find(RUN)).isEmpty();
  }

  /** Submits a run of which nothing can be done until its first task is given back. */
  private HeldTasks holdRoot() throws Exception {
    runs.submit(runs.cholesky(RUN, false).limits(PATIENT).scaling(THREE).build());
    return HeldTasks.ofReady(runs.storage, RUN);
  }

  /** Waits for the last words of executors however long they take: its clock stands still. */
  private static RunSubmitter patient(Optional<Fleet> fleet) {
    return new RunSubmitter(SharedRuns.KERNELS, fleet, new OwnedClock());
  }

  private RunSpec recorded() throws Exception {
    RecordedRun recorded = RecordedRun.find(runs.storage.runs(), RUN).orElseThrow();
    return recorded.unopened(runs.storage).build();
  }

  private static Scaling upTo(int most) {
    return Scaling.upTo(most)
        .withInterval(Duration.ofMillis(50))
        .withStartUp(Duration.ofSeconds(1));
  }
}
