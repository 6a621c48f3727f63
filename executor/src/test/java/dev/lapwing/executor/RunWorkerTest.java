package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that know a folder and the id of a run. */
class RunWorkerTest {
  private static final int N = 70;
  private static final String RUN = "RUN1";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final WorkLimits UNTIL_IDLE =
      WorkLimits.unlimited().withIdle(Duration.ofMillis(50));

  /** Some tasks, but never all. */
  private static final WorkLimits MOMENT = CountingClock.looks(200);

  @TempDir private Path folder;
  private SharedRuns runs;
  private RunWorker worker;
  private final double[][] a = Matrices.positiveDefinite(N, 3);

  @BeforeEach
  void open() throws Exception {
    runs = new SharedRuns(folder, N, 10);
    runs.prepare(a);
    worker = new RunWorker(runs.storage, runs.pool, 2);
  }

  @AfterEach
  void everyTileIsReleased() throws Exception {
    worker.close();
    assertThat(runs.pool.bytesInUse()).isZero();
    runs.close();
  }

  @Test
  void aRunNeedsNobodyButAnExecutor() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    WorkReport report = worker.work(RUN, WorkLimits.unlimited());
    assertThat(report.reason()).isEqualTo(StopReason.RUN_ENDED);
    assertThat(report.tasks()).isEqualTo(runs.tasks());
    assertThat(runs.status(RUN)).isEqualTo(RunStatus.DONE);
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
    assertThat(folder.resolve("runs").resolve(RUN)).doesNotExist();
    assertThat(names()).containsExactlyInAnyOrder("A.zarr", RUN + ".zarr", "runs", "traces");
  }

  /** Numbers beyond those of tasks, and numbers between them that the program does not use. */
  @Test
  void messagesThatNameNoTaskAreRefusedAndNothingIsComputedForThem() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    RecordedRun recorded = RecordedRun.find(runs.storage.runs(), RUN).orElseThrow();
    TaskGraph graph = recorded.program().at(recorded.sizes());
    long unused =
        LongStream.range(0, 10_000).filter(n -> !graph.isTask(n)).findFirst().orElseThrow();
    assertThat(graph.statement(unused)).isNotNegative();
    try (TaskQueue queue = runs.storage.queue(RUN)) {
      queue.send(
          List.of(
              new TaskMessage(unused, 1), new TaskMessage(1L << 40, 1), new TaskMessage(-7, 1)));
    }
    WorkReport report = worker.work(RUN, WorkLimits.unlimited());
    assertThat(report.tasks()).isEqualTo(runs.tasks());
    assertThat(runs.status(RUN)).isEqualTo(RunStatus.DONE);
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void aRunWhoseProgramCannotBeReadIsEndedAndSaysWhy() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    RunRecord good = runs.storage.runs().find(RUN).orElseThrow();
    byte[] cutOff = Arrays.copyOf(good.program(), good.program().length / 2);
    runs.storage
        .runs()
        .create(
            new RunRecord(
                "RUN2", cutOff, good.sizes(), good.options(), RunStatus.RUNNING, good.reason()));
    assertThat(worker.work("RUN2", WorkLimits.unlimited()).reason())
        .isEqualTo(StopReason.RUN_ENDED);
    assertThat(runs.status("RUN2")).isEqualTo(RunStatus.FAILED);
    assertThat(runs.storage.runs().find("RUN2").orElseThrow().reason())
        .contains("reading the record of run RUN2", "not an encoded program");
    assertThat(worker.work(RUN, WorkLimits.unlimited()).tasks()).isEqualTo(runs.tasks());
  }

  @Test
  void aViewOfAMatrixIsOpenedAgain() throws Exception {
    double[][] lowerIsJunk = new double[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        lowerIsJunk[i][j] = i > j ? Double.NaN : a[i][j];
      }
    }
    runs.storage.delete(runs.uri("A"));
    runs.prepare(lowerIsJunk);
    runs.submit(runs.cholesky(RUN, true).build());
    assertThat(worker.work(RUN, WorkLimits.unlimited()).tasks()).isEqualTo(runs.tasks());
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void anExecutorWhoseTimeIsOverHandsBackWhatItHoldsAtOnce() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    long tasks = 0;
    int lives = 0;
    try (var mortal = new RunWorker(runs.storage, runs.pool, 2, new CountingClock())) {
      while (runs.status(RUN) == RunStatus.RUNNING) {
        WorkReport report = mortal.work(RUN, MOMENT);
        tasks += report.tasks();
        lives++;
        if (report.reason() == StopReason.LIFE_OVER) {
          assertThat(runs.storage.queue(RUN).depth())
              .satisfies(
                  depth -> {
                    assertThat(depth.leased()).isZero();
                    assertThat(depth.waiting()).isPositive();
                  });
        }
      }
    }
    assertThat(lives).isGreaterThan(1);
    assertThat(tasks).isEqualTo(runs.tasks());
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void anExecutorWithoutTimeTakesNothing() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    WorkReport report = worker.work(RUN, WorkLimits.unlimited().withLife(HOUR).withNotice(HOUR));
    assertThat(report.reason()).isEqualTo(StopReason.LIFE_OVER);
    assertThat(report.tasks()).isZero();
    assertThat(runs.storage.queue(RUN).depth()).isEqualTo(new Depth(1, 0));
  }

  @Test
  void anIdleExecutorLeavesAndComesBackToTheTilesThatItHasRead() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    List<Delivery> root = runs.storage.queue(RUN).receive(1, HOUR, Duration.ofSeconds(60));
    try (var mortal = new RunWorker(runs.storage, runs.pool, 2, new CountingClock())) {
      WorkReport idle = mortal.work(RUN, UNTIL_IDLE);
      assertThat(idle.reason()).isEqualTo(StopReason.IDLE);
      assertThat(idle.tasks()).isZero();
      assertThat(runs.storage.queue(RUN).renew(root.get(0), Duration.ZERO)).isTrue();
      long read = mortal.work(RUN, MOMENT).work().orElseThrow().io().reads();
      WorkReport rest = mortal.work(RUN, WorkLimits.unlimited());
      read += rest.work().orElseThrow().io().reads();
      // Every tile of A once; what is computed stays in the cache.
      assertThat(read).isLessThanOrEqualTo(7 * 8 / 2);
      assertThat(runs.status(RUN)).isEqualTo(RunStatus.DONE);
    }
  }

  @Test
  void aRunThatWantsNoCacheReadsItsTilesAgain() throws Exception {
    RunLimits none = RunLimits.defaults().withCacheBytes(0).withChain(1);
    runs.submit(runs.cholesky(RUN, false).limits(none).build());
    WorkReport report = worker.work(RUN, WorkLimits.unlimited());
    // Each update reads a tile of the trailing matrix and one or two of the factor.
    assertThat(report.work().orElseThrow().io().reads()).isGreaterThan(2 * 7 * 8 / 2);
  }

  @Test
  void kernelsOfAnotherMachineAreRefusedNamingBoth() throws Exception {
    String others = "OpenBLAS 0.0.1 (NoSuchCore, one thread a call)";
    runs.submit(runs.cholesky(RUN, false).kernels(others).build());
    assertThatThrownBy(() -> worker.work(RUN, WorkLimits.unlimited()))
        .isInstanceOfSatisfying(
            KernelMismatch.class, mismatch -> assertThat(mismatch.begunWith()).isEqualTo(others))
        .hasMessageContaining("NoSuchCore");
    assertThat(runs.status(RUN)).isEqualTo(RunStatus.RUNNING);
    assertThat(waitingBecause())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("no executor is alive: an executor refused the run:")
                    .contains("begun with " + others + ", and this executor has "));
  }

  @Test
  void aNumericalFailureEndsTheRunForEverybody() throws Exception {
    double[][] indefinite = Matrices.positiveDefinite(N, 3);
    indefinite[40][40] = -1;
    runs.storage.delete(runs.uri("A"));
    runs.prepare(indefinite);
    runs.submit(runs.cholesky(RUN, false).build());
    assertThat(worker.work(RUN, WorkLimits.unlimited()).reason()).isEqualTo(StopReason.RUN_ENDED);
    assertThat(RecordedRun.find(runs.storage.runs(), RUN).orElseThrow().failure())
        .containsInstanceOf(NotPositiveDefinite.class);
    assertThat(runs.storage.exists(runs.uri(RUN))).isFalse();
    assertThat(worker.work(RUN, WorkLimits.unlimited()).reason()).isEqualTo(StopReason.RUN_ENDED);
    KnownExecutors known = KnownExecutors.of(runs.storage.runs(), RUN, RunLimits.defaults());
    assertThat(known.all()).as("it has come, though too late").hasSize(2);
    assertThat(known.live()).isEmpty();
  }

  @Test
  void whatItsEnderDidNotPutToItsPlaceAnybodyDoes() throws Exception {
    RunSpec spec = runs.cholesky(RUN, false).build();
    runs.submit(spec);
    runs.storage.reopen(spec.matrices().get("L").store().location()).finish();
    assertThat(runs.storage.runs().end(RUN, RunStatus.DONE, "")).isEqualTo(RunStatus.DONE);
    WorkReport report = worker.work(RUN, WorkLimits.unlimited());
    assertThat(report.reason()).isEqualTo(StopReason.RUN_ENDED);
    assertThat(report.work()).isEmpty();
    assertThat(runs.storage.open(runs.uri(RUN)).isFinished()).isTrue();
  }

  @Test
  void aRunThatDoesNotExistIsNoneToWorkOn() throws Exception {
    assertThat(worker.work("NO-SUCH-RUN", WorkLimits.unlimited()).reason())
        .isEqualTo(StopReason.RUN_ENDED);
  }

  @Test
  void aWorkerThatIsClosedLeavesItsRunToOthers() throws Exception {
    runs.submit(runs.cholesky(RUN, false).build());
    List<Delivery> root = runs.storage.queue(RUN).receive(1, HOUR, Duration.ofSeconds(60));
    var thread = new Thread(this::workQuietly);
    thread.start();
    while (runs.storage.runs().lastSigns(RUN).isEmpty()) {
      Thread.onSpinWait();
    }
    worker.close();
    thread.join();
    assertThat(KnownExecutor.live(runs.storage.runs(), RUN, RunLimits.defaults())).isEmpty();
    assertThat(runs.storage.queue(RUN).renew(root.get(0), Duration.ZERO)).isTrue();
    try (var other = new RunWorker(runs.storage, runs.pool, 1)) {
      assertThat(other.work(RUN, WorkLimits.unlimited()).tasks()).isEqualTo(runs.tasks());
    }
  }

  /** What those read who watch the run. */
  private Optional<String> waitingBecause() throws Exception {
    RunLimits limits = RunLimits.defaults();
    FleetView view = FleetView.of(runs.storage.runs(), runs.storage.queue(RUN), RUN, limits);
    return new FleetDiagnosis(view, limits, StartTrouble.NONE).waitingBecause();
  }

  private void workQuietly() {
    try {
      WorkReport report = worker.work(RUN, WorkLimits.unlimited());
      assertThat(report.reason()).isEqualTo(StopReason.ASKED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("lapwing.db") && !name.equals(".clock"))
          .toList();
    }
  }
}
