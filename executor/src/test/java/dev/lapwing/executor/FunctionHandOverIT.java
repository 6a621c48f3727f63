package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.FunctionRuns.HeldRun;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.FunctionMetrics;
import dev.lapwing.testing.lambda.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs that outlast invocations of the packaged function, and their client. */
@Tag("once")
class FunctionHandOverIT {
  @RegisterExtension static final LocalAws AWS = new LocalAws();
  @TempDir private static Path code;

  @BeforeAll
  static void unpack() throws Exception {
    UnpackedFunction.into(code);
  }

  @Test
  void aRunThatIsLongerThanAnInvocationIsHandedOn() throws Exception {
    double[][] a = Matrices.positiveDefinite(384, 6);
    try (FunctionRuns runs =
            deploy(settings -> settings.timeout(Duration.ofSeconds(6)).concurrency(1));
        RunSubmitter submitter = runs.submitter()) {
      HeldRun held = runs.hold(submitter, runs.prepare("handed-on", a, 32, 1), 1);
      held.tasks().giveBackAllButOne();
      Eventually.until(
          "one that was not cut off was followed by another", () -> wellBegun(runs) > 1);
      held.tasks().close();
      held.run().await();
      runs.assertSameBitsAsHere("handed-on", a, 32);
    }
  }

  @Test
  void aRunGoesOnWhenItsClientIsGone() throws Exception {
    double[][] a = Matrices.positiveDefinite(288, 7);
    try (FunctionRuns runs = deploy(settings -> settings.timeout(Duration.ofSeconds(6)))) {
      HeldTasks tasks;
      try (RunSubmitter submitter = runs.submitter()) {
        HeldRun held = runs.hold(submitter, runs.prepare("left", a, 32, 2), 1);
        // One that was started and has not come is the client's business.
        Eventually.until("an executor has come", () -> held.run().progress().executors() > 0);
        assertThat(isOver(held.run())).isFalse();
        tasks = held.tasks();
      }
      long before = wellBegun(runs);
      tasks.giveBackAllButOne();
      Eventually.until("an executor has followed", () -> wellBegun(runs) > before);
      assertThat(runs.status("left")).isEqualTo(RunStatus.RUNNING);
      tasks.close();
      Eventually.until("the run is done", () -> runs.status("left") == RunStatus.DONE);
      runs.assertSameBitsAsHere("left", a, 32);
    }
  }

  private static FunctionRuns deploy(UnaryOperator<FunctionSettings> settings) throws Exception {
    return FunctionRuns.onAws(AWS, code, settings);
  }

  /** The invocations that were not cut off, so far: a machine may stall beyond their deadline. */
  private static long wellBegun(FunctionRuns runs) {
    FunctionMetrics metrics = runs.function.metrics();
    return metrics.invocations() - metrics.errors();
  }

  private static boolean isOver(RunHandle run) {
    return run.status() != RunStatus.RUNNING;
  }
}
