package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.FunctionMetrics;
import dev.lapwing.testing.lambda.FunctionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
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
  @RegisterExtension static final LocalAws AWS = new LocalAws();
  @TempDir private static Path code;

  @BeforeAll
  static void unpack() throws Exception {
    UnpackedFunction.into(code);
  }

  @Test
  @Tag("endpoint")
  void functionsComputeTheSameBitsAsThisJvm() throws Exception {
    double[][] a = Matrices.positiveDefinite(300, 3);
    try (FunctionRuns runs = deploy()) {
      try (RunSubmitter submitter = runs.submitter()) {
        submitter.submit(runs.prepare("same-bits", a, 64, 3)).await();
      }
      runs.assertSameBitsAsHere("same-bits", a, 64);
      FunctionMetrics metrics = runs.function.metrics();
      assertThat(metrics.errors()).isZero();
      assertThat(metrics.peakConcurrent()).isBetween(1, 3);
    }
  }

  @Test
  @Tag("once")
  void oneEnvironmentIsEnoughWhereMoreAreWanted() throws Exception {
    double[][] a = Matrices.positiveDefinite(300, 8);
    try (FunctionRuns runs = deploy(settings -> settings.concurrency(1))) {
      try (RunSubmitter submitter = runs.submitter()) {
        submitter.submit(runs.prepare("limited", a, 50, 3)).await();
      }
      runs.assertSameBitsAsHere("limited", a, 50);
      assertThat(runs.function.metrics().peakConcurrent()).isEqualTo(1);
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
          .contains("\"outcome\":\"STARTED\"");
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

  private static boolean isOver(RunHandle run) {
    return run.status() != RunStatus.RUNNING;
  }
}
