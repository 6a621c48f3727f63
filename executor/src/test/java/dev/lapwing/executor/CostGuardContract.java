package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.cost.Charge;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.PriceSource;
import dev.lapwing.executor.cost.Prices;
import dev.lapwing.state.MatrixUnavailable;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.testing.AwsServices;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that may cost so much, where a gigabyte of memory costs a dollar a second. */
abstract class CostGuardContract {
  private static final PriceSource SOURCE =
      new PriceSource(Optional.of(LocalDate.of(2026, 1, 1)), "this test");

  static final Prices PRICES =
      new Prices(
          "somewhere",
          Arrays.stream(Charge.values())
              .map(Charge::service)
              .distinct()
              .collect(Collectors.toMap(service -> service, service -> SOURCE)),
          Arrays.stream(Charge.values())
              .collect(
                  Collectors.toMap(
                      charge -> charge, charge -> charge == Charge.LAMBDA_GB_SECOND ? 1.0 : 0)));

  final String id = AwsServices.uniqueName("run");
  private SharedRuns runs;
  private final double[][] a;

  /**
   * Runs at a place.
   *
   * @param size the order of the matrix
   */
  CostGuardContract(int size) {
    a = Matrices.positiveDefinite(size, 5);
  }

  /** A place where nobody else is. */
  abstract RunPlace place();

  @BeforeEach
  void open() throws Exception {
    runs = new SharedRuns(place(), a.length, 10);
    runs.prepare(a);
  }

  @AfterEach
  void close() throws Exception {
    runs.close();
  }

  @Test
  void aRunThatHasCostWhatItMayIsStoppedAndGoesOnWithAHigherLimit() throws Exception {
    RunSpec spec = runs.cholesky(id, false).cost(new CostMeter(PRICES, 0.5)).build();
    try (var submitter = new RunSubmitter(SharedRuns.KERNELS)) {
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
      assertThat(runs.status(id)).isEqualTo(RunStatus.FAILED);
      assertThatThrownBy(() -> runs.factor(id)).isInstanceOf(MatrixUnavailable.class);

      RecordedRun recorded = RecordedRun.find(runs.storage.runs(), id).orElseThrow();
      assertThat(recorded.cost()).contains(new CostMeter(PRICES, 0.5));
      SubmittedRun resumed =
          submitter.resume(
              recorded.open(runs.storage, runs.pool).cost(new CostMeter(PRICES, 1e6)).build());
      work();
      resumed.await();
    }
    assertThat(runs.factor(id)).isDeepEqualTo(runs.undisturbed(a));
  }

  @Test
  void anExecutorAloneKeepsTheLimit() throws Exception {
    runs.submit(runs.cholesky(id, false).cost(new CostMeter(PRICES, 0.5)).build());
    workWhileOneTaskIsHeld();
    assertThat(runs.status(id)).isEqualTo(RunStatus.FAILED);
    assertThat(RecordedRun.find(runs.storage.runs(), id).orElseThrow().failure())
        .containsInstanceOf(CostLimitReached.class);
  }

  /** However fast the executor is, the run is not over before its cost is looked at. */
  private WorkReport workWhileOneTaskIsHeld() throws Exception {
    try (HeldTasks held = HeldTasks.afterSome(runs.storage, runs.pool, id)) {
      held.giveBackAllButOne();
      return work();
    }
  }

  /** An executor with a gigabyte, which starts no other. */
  private WorkReport work() throws Exception {
    Fleet nobody = (run, executors, permit) -> Fleet.Start.failed(0, "nobody comes");
    try (var worker = new RunWorker(runs.storage, runs.pool, 1, nobody, 1024)) {
      return worker.work(id, WorkLimits.unlimited());
    }
  }
}
