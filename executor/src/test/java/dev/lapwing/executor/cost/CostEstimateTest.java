package dev.lapwing.executor.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostEstimateTest {
  private static final Assumptions ASSUMED = Assumptions.defaults();

  /** One processor: 1,769 MB. */
  private static final FunctionSize ONE_CORE = new FunctionSize(1769, 900);

  /** 1,000 tasks of 2 seconds on one core, 3 tiles of 1 MB read and one written by each. */
  private static final Workload WORK =
      new Workload(1000, 1000 * 40e9, 3000, 3_000_000_000L, 1000, 1_000_000_000L, 10, 10 * 40e9);

  @Test
  void requestsAreThoseOfThePlanLessWhatTheCacheAnswers() {
    Usage usage = estimate(10).expected();
    assertThat(usage.of(Charge.S3_READ)).isEqualTo(3000 * 0.75);
    double traces = 10 + (2000 + 10 * (3 + 5)) / 30.0;
    assertThat(usage.of(Charge.S3_WRITE)).isCloseTo(1000 + traces, within(1e-6));
    assertThat(usage.of(Charge.DYNAMODB_WRITE)).isBetween(3000.0, 3300.0);
    assertThat(usage.of(Charge.SQS_REQUEST)).isBetween(500.0, 900.0);
    assertThat(usage.of(Charge.LAMBDA_REQUEST)).isEqualTo(10);
  }

  @Test
  void gigabyteSecondsAreTheWorkAndWhatStartsAndWaits() {
    double seconds = 1000 * 2 + 10 * (3 + 5);
    assertThat(estimate(10).expected().of(Charge.LAMBDA_GB_SECOND))
        .isCloseTo(seconds * 1769 / 1024, within(1.0));
  }

  @Test
  void executorsThatStayUntilTheEndCostMore() {
    CostEstimate estimate = estimate(500);
    assertThat(estimate.atMost().of(Charge.LAMBDA_GB_SECOND))
        .isGreaterThan(2 * estimate.expected().of(Charge.LAMBDA_GB_SECOND));
  }

  @Test
  void moreExecutorsAreFasterUntilTheLongestChainIsAllThatIsLeft() {
    assertThat(estimate(10).wall()).isCloseTo(Duration.ofSeconds(3 + 200), Duration.ofSeconds(1));
    assertThat(estimate(20).wall()).isLessThan(estimate(10).wall());
    Duration chain = Duration.ofSeconds(3 + 10 * 2 + 1);
    assertThat(estimate(500).wall()).isEqualTo(estimate(5000).wall());
    assertThat(estimate(500).wall()).isCloseTo(chain, Duration.ofSeconds(1));
  }

  @Test
  void whereTransfersTakeLongerThanKernelsTheyCount() {
    Workload transfers =
        new Workload(1000, 1e9, 3000, 300_000_000_000L, 1000, 100_000_000_000L, 1, 1e6);
    double bytes = 300e9 * 0.75 + 100e9;
    assertThat(CostEstimate.of(transfers, ONE_CORE, 10, ASSUMED).wall())
        .isCloseTo(Duration.ofSeconds((long) (3 + bytes / 75e6 / 10)), Duration.ofSeconds(2));
  }

  @Test
  void aRunLongerThanAnInvocationNeedsMoreOfThem() {
    assertThat(CostEstimate.of(WORK, ONE_CORE, 1, ASSUMED).expected().of(Charge.LAMBDA_REQUEST))
        .isEqualTo(Math.ceil(2003 / 900.0));
  }

  @Test
  void tasksWithManyParentsHaveLargerItems() {
    Workload many = new Workload(1000, 1e9, 1_000_000, 1_000_000, 1000, 1_000, 1, 1e6);
    assertThat(CostEstimate.of(many, ONE_CORE, 10, ASSUMED).expected().of(Charge.DYNAMODB_WRITE))
        .isGreaterThan(3000 * 30.0);
  }

  @Test
  void memoryBuysProcessors() {
    assertThat(ONE_CORE.cores()).isEqualTo(1);
    assertThat(new FunctionSize(10_240, 900).cores()).isCloseTo(5.8, within(0.1));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new FunctionSize(64, 900)).hasMessageContaining("not 64");
    assertThatThrownBy(() -> new FunctionSize(1769, 901)).hasMessageContaining("901");
    assertThatThrownBy(() -> estimate(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> ASSUMED.withGigaflopsPerCore(0)).hasMessageContaining("0");
  }

  private static CostEstimate estimate(int executors) {
    return CostEstimate.of(WORK, ONE_CORE, executors, ASSUMED);
  }
}
