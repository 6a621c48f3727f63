package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.FunctionMetrics;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.Suspension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Runs on S3, SQS and DynamoDB whose executors are invocations of the packaged function. */
@Tag("endpoint")
class FunctionIT {
  @RegisterExtension static final LocalAws AWS = new LocalAws();
  @TempDir private static Path code;

  @BeforeAll
  static void unpack() throws Exception {
    UnpackedFunction.into(code);
  }

  @Test
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
  void environmentsThatAreKilledLoseNothing() throws Exception {
    double[][] a = Matrices.positiveDefinite(500, 4);
    var random = new Random(7);
    int killed = 0;
    try (FunctionRuns runs = deploy()) {
      try (RunSubmitter submitter = runs.submitter()) {
        RunHandle run = submitter.submit(runs.prepare("killed", a, 50, 3));
        for (int wave = 0; wave < 2; wave++) {
          long next = run.report().tasks() + 20;
          Eventually.until("tasks were done", () -> isOver(run) || run.report().tasks() >= next);
          killed += runs.function.killRandom(0.8, random);
        }
        run.await();
      }
      assertThat(killed).isPositive();
      runs.assertSameBitsAsHere("killed", a, 50);
    }
  }

  @Test
  @Tag("once")
  void anExecutorThatWasAsleepBeyondItsLeaseDoesNoHarm() throws Exception {
    double[][] a = Matrices.positiveDefinite(500, 5);
    try (FunctionRuns runs = deploy()) {
      try (RunSubmitter submitter = runs.submitter()) {
        RunHandle run = submitter.submit(runs.prepare("asleep", a, 50, 2));
        Eventually.until("tasks were done", () -> run.report().tasks() >= 10);
        try (Suspension asleep = runs.function.suspend(1, new Random(1))) {
          assertThat(asleep.count()).isEqualTo(1);
          long end = System.nanoTime() + FunctionRuns.LEASE.multipliedBy(3).dividedBy(2).toNanos();
          Eventually.until("its leases are over", () -> System.nanoTime() > end);
        }
        run.await();
      }
      runs.assertSameBitsAsHere("asleep", a, 50);
    }
  }

  @Test
  @Tag("once")
  void aRunThatIsLongerThanAnInvocationIsHandedOn() throws Exception {
    double[][] a = Matrices.positiveDefinite(384, 6);
    try (FunctionRuns runs =
        deploy(settings -> settings.timeout(Duration.ofSeconds(4)).concurrency(1))) {
      try (RunSubmitter submitter = runs.submitter()) {
        submitter.submit(runs.prepare("handed-on", a, 32, 1)).await();
      }
      runs.assertSameBitsAsHere("handed-on", a, 32);
      FunctionMetrics metrics = runs.function.metrics();
      assertThat(metrics.invocations()).isGreaterThan(1);
      assertThat(metrics.errors()).as("no invocation was cut off").isZero();
    }
  }

  @Test
  @Tag("once")
  void aRunGoesOnWhenItsClientIsGone() throws Exception {
    double[][] a = Matrices.positiveDefinite(288, 7);
    try (FunctionRuns runs = deploy(settings -> settings.timeout(Duration.ofSeconds(4)))) {
      try (RunSubmitter submitter = runs.submitter()) {
        RunHandle run = submitter.submit(runs.prepare("left", a, 32, 2));
        Eventually.until("an executor works", () -> runs.function.metrics().concurrent() > 0);
        assertThat(isOver(run)).isFalse();
      }
      Eventually.until("the run is done", () -> runs.status("left") == RunStatus.DONE);
      runs.assertSameBitsAsHere("left", a, 32);
      assertThat(runs.function.metrics().invocations()).isGreaterThan(1);
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
  void aMatrixThatIsNotPositiveDefiniteFailsTheRunWithItsOrder() throws Exception {
    double[][] a = Matrices.positiveDefinite(200, 9);
    a[129][129] = -1;
    try (FunctionRuns runs = deploy();
        RunSubmitter submitter = runs.submitter()) {
      RunHandle run = submitter.submit(runs.prepare("indefinite", a, 64, 1));
      assertThatThrownBy(run::await)
          .isInstanceOfSatisfying(
              NotPositiveDefinite.class, failure -> assertThat(failure.order()).isEqualTo(130));
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

  private static FunctionRuns deploy(UnaryOperator<FunctionSettings> more) throws Exception {
    AwsPlace place = AWS.place();
    return new FunctionRuns(
        code,
        pool -> Storage.onAws(place, pool),
        AWS::matrix,
        settings ->
            more.apply(
                settings
                    .variables(AWS.variables())
                    .variable("LAPWING_BUCKET", place.bucket())
                    .variable("LAPWING_PREFIX", place.prefix())
                    .variable("LAPWING_TABLE", place.table())
                    .variable("LAPWING_QUEUE_PREFIX", place.queuePrefix())
                    .variable(
                        "LAPWING_DEAD_LETTER_QUEUE_ARN",
                        place.deadLetterQueueArn().orElseThrow())));
  }

  private static boolean isOver(RunHandle run) {
    return run.status() != RunStatus.RUNNING;
  }
}
