package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.cost.Charge;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.Prices;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.RunTable.RunStatus;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that may cost so much, where a gigabyte of memory costs a dollar a second. */
class CostGuardTest {
  private static final int N = 240;
  private static final String RUN = "RUN1";
  private static final Prices PRICES =
      new Prices(
          "somewhere",
          LocalDate.of(2026, 1, 1),
          "this test",
          Arrays.stream(Charge.values())
              .collect(
                  Collectors.toMap(
                      charge -> charge, charge -> charge == Charge.LAMBDA_GB_SECOND ? 1.0 : 0)));

  @TempDir private Path folder;
  private FolderRuns runs;
  private final double[][] a = Matrices.positiveDefinite(N, 5);

  @BeforeEach
  void open() throws Exception {
    runs = new FolderRuns(folder, N, 10);
    runs.prepare(a);
  }

  @AfterEach
  void close() throws Exception {
    runs.close();
  }

  @Test
  void aRunThatHasCostWhatItMayIsStoppedAndGoesOnWithAHigherLimit() throws Exception {
    RunSpec spec = runs.cholesky(RUN, false).cost(new CostMeter(PRICES, 0.5)).build();
    try (var submitter = new RunSubmitter(FolderRuns.KERNELS)) {
      SubmittedRun run = submitter.submit(spec);
      WorkReport report = workWhileOneTaskIsHeld();
      assertThat(report.reason()).isEqualTo(StopReason.RUN_ENDED);
      assertThat(report.tasks()).isLessThan(runs.tasks());
      var reached = new AtomicReference<CostLimitReached>();
      assertThatThrownBy(run::await)
          .isInstanceOfSatisfying(CostLimitReached.class, reached::set)
          .hasMessageContainingAll("limit of $0.5000", "Resume it");
      assertThat(reached.get().limitDollars()).isEqualTo(0.5);
      assertThat(reached.get().spentDollars() + reached.get().reserveDollars())
          .isGreaterThanOrEqualTo(0.5);
      assertThat(runs.status(RUN)).isEqualTo(RunStatus.FAILED);

      RecordedRun recorded = RecordedRun.find(runs.storage.runs(), RUN).orElseThrow();
      assertThat(recorded.cost()).contains(new CostMeter(PRICES, 0.5));
      SubmittedRun resumed =
          submitter.resume(
              recorded.open(runs.storage, runs.pool).cost(new CostMeter(PRICES, 1e6)).build());
      work();
      resumed.await();
    }
    assertThat(Matrices.choleskyResidual(a, runs.factor(RUN))).isLessThan(10);
  }

  @Test
  void anExecutorAloneKeepsTheLimit() throws Exception {
    runs.submit(runs.cholesky(RUN, false).cost(new CostMeter(PRICES, 0.5)).build());
    workWhileOneTaskIsHeld();
    assertThat(runs.status(RUN)).isEqualTo(RunStatus.FAILED);
    assertThat(RecordedRun.find(runs.storage.runs(), RUN).orElseThrow().failure())
        .containsInstanceOf(CostLimitReached.class);
  }

  @Test
  void whatIsSaidOfCostIsReadByOthers() {
    var meter = new CostMeter(PRICES, 1.0 / 3);
    assertThat(CostText.meter(CostText.encode(meter))).isEqualTo(meter);
    RunFailure failure = new CostLimitReached(3, 2, 1);
    assertThat(FailureText.decode(RUN, FailureText.encode(failure))).hasSameClassAs(failure);
    assertThat(CostText.usage("")).isEqualTo(Usage.NONE);
  }

  /** However fast the executor is, the run is not over before its cost is looked at. */
  private WorkReport workWhileOneTaskIsHeld() throws Exception {
    try (HeldTasks held = HeldTasks.afterSome(runs.storage, runs.pool, RUN)) {
      held.giveBackAllButOne();
      return work();
    }
  }

  /** An executor with a gigabyte, which starts no other. */
  private WorkReport work() throws Exception {
    Fleet nobody = (run, executors) -> Fleet.Start.failed(0, "nobody comes");
    try (var worker = new RunWorker(runs.storage, runs.pool, 1, nobody, 1024)) {
      return worker.work(RUN, WorkLimits.unlimited());
    }
  }
}
