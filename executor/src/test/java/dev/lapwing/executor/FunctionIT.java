package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.FunctionRuns.HeldRun;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.FunctionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Runs on S3, SQS and DynamoDB whose executors are invocations of the packaged function. */
class FunctionIT {
  private static final String IDLE = "LAPWING_IDLE";
  private static final Duration SOON = Duration.ofSeconds(1);

  @RegisterExtension static final LocalAws AWS = new LocalAws();
  @TempDir private static Path code;

  @BeforeAll
  static void unpack() throws Exception {
    UnpackedFunction.into(code);
  }

  /**
   * Executors that are late are started again, unless that could make them too many: as soon as it
   * may, Lambda begins all that it was asked for, and would let ten work at once.
   */
  @Test
  @Tag("endpoint")
  void whatAConcurrencyLimitHoldsBackIsNamedAndCountsAgainstTheCap() throws Exception {
    double[][] a = Matrices.positiveDefinite(300, 3);
    try (FunctionRuns runs = deploy(settings -> settings.concurrency(0).variable(IDLE, "PT5M"));
        RunSubmitter submitter = runs.submitter()) {
      RunSpec spec = runs.prepare("same-bits", a, 50, FunctionRuns.scaling(2).withStartUp(SOON));
      HeldRun held = runs.hold(submitter, spec, 0);
      assertThat(held.tasks().size()).as("tasks for more executors than the cap").isGreaterThan(2);
      Eventually.until("it is known", () -> why(held.run()).contains("were invoked"));
      assertThat(why(held.run()))
          .startsWith(
              "no executor is alive: 2 executors were invoked, and none came in within 1 s: probably the concurrency limit of function lapwing-executor or of the account")
          .contains("lapwing doctor --on aws", "--max-executors", "Service Quotas");
      runs.lookThrice();
      runs.limit(10);
      Eventually.until("two work", () -> held.run().progress().executors() == 2);
      runs.lookThrice();
      held.tasks().close();
      held.run().await();
      runs.assertSameBitsAsHere("same-bits", a, 50);
      assertThat(runs.function.metrics().errors()).isZero();
      assertThat(runs.function.metrics().peakConcurrent()).isEqualTo(2);
    }
  }

  @Test
  @Tag("once")
  void aMatrixThatIsNotPositiveDefiniteFailsTheRunWithItsTileAndOrder() throws Exception {
    double[][] a = Matrices.positiveDefinite(200, 9);
    a[129][129] = -1;
    try (FunctionRuns runs = deploy();
        RunSubmitter submitter = runs.submitter()) {
      RunHandle run = submitter.submit(runs.prepare("indefinite", a, 64, 1));
      assertThatThrownBy(run::await)
          .isInstanceOfSatisfying(
              NotPositiveDefinite.class,
              failure -> assertThat(failure.pivot()).isEqualTo(new Pivot("A", 130, 2, 2, 2)));
    }
  }

  @Test
  @Tag("once")
  void aRunThatNobodyWorksOnIsFoundBySweeping() throws Exception {
    double[][] a = Matrices.positiveDefinite(200, 10);
    try (FunctionRuns runs = deploy()) {
      try (var submitter = new RunSubmitter(KernelLibraries.best().description())) {
        RunHandle run = submitter.submit(runs.prepare("forsaken", a, 50, 2));
        assertThat(isOver(run)).isFalse();
      }
      assertThat(runs.invoke("{\"sweep\":true}").payload().asUtf8String())
          .contains("\"run\":\"forsaken\"")
          .contains("\"started\":1");
      Eventually.until("the run is done", () -> runs.status("forsaken") == RunStatus.DONE);
      runs.assertSameBitsAsHere("forsaken", a, 50);
      Eventually.until("all have left", () -> runs.function.metrics().pending() == 0);
      assertThat(runs.invoke("{\"sweep\":true}").payload().asUtf8String())
          .isEqualTo("{\"rescues\":[]}");
    }
  }

  @Test
  void whatIsNoEventOfOursIsRefused() throws Exception {
    try (FunctionRuns runs = deploy()) {
      InvokeResponse response = runs.invoke("{\"rnu\":\"x\"}");
      assertThat(response.functionError()).isEqualTo("Unhandled");
      assertThat(response.payload().asUtf8String())
          .contains("The event has an unknown field")
          .contains("dev.lapwing.executor.lambda.BadEvent");
    }
  }

  @Test
  @Tag("once")
  void aRunThatDoesNotExistIsOver() throws Exception {
    try (FunctionRuns runs = deploy()) {
      assertThat(runs.invoke("{\"run\":\"nobody\"}").payload().asUtf8String())
          .contains("\"tasks\":0")
          .contains("the run has ended");
    }
  }

  @Test
  @Tag("once")
  void aDeploymentThatForgetsTheTableIsToldSo() throws Exception {
    try (FunctionRuns runs = deploy(settings -> settings.variable("LAPWING_TABLE", ""))) {
      assertThat(runs.invoke("{\"run\":\"nobody\"}").payload().asUtf8String())
          .contains("The environment variable LAPWING_TABLE is not set");
    }
  }

  @Test
  void thePackageIsWellBelowLambdasLimits() throws Exception {
    assertThat(Files.size(UnpackedFunction.zip())).isLessThan(40L << 20);
    long unpacked = 0;
    try (Stream<Path> files = Files.walk(code)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        unpacked += Files.size(file);
      }
    }
    assertThat(unpacked).isLessThan(100L << 20);
  }

  private static FunctionRuns deploy() throws Exception {
    return deploy(settings -> settings);
  }

  private static FunctionRuns deploy(UnaryOperator<FunctionSettings> settings) throws Exception {
    return FunctionRuns.onAws(AWS, code, settings);
  }

  private static String why(RunHandle run) {
    return run.progress().waitingBecause().orElse("");
  }

  private static boolean isOver(RunHandle run) {
    return run.status() != RunStatus.RUNNING;
  }
}
