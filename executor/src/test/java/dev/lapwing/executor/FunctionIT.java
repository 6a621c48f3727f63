package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.FunctionRuns.HeldRun;
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
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
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
  void environmentsThatAreKilledLoseNothing() throws Exception {
    double[][] a = Matrices.positiveDefinite(500, 4);
    var random = new Random(7);
    try (FunctionRuns runs = deploy();
        RunSubmitter submitter = runs.submitter()) {
      RunSpec spec = runs.prepare("killed", a, 50, 3);
      HeldRun held = runs.hold(submitter, spec, 3);
      HeldTasks tasks = held.tasks();
      for (int given : List.of(tasks.size() / 2, tasks.size() - tasks.size() / 2 - 1)) {
        long next = runs.done(spec) + given;
        tasks.giveBack(given);
        Eventually.until("tasks were done", () -> runs.done(spec) >= next);
        Eventually.until("some were killed", () -> runs.function.killRandom(0.8, random) > 0);
      }
      tasks.close();
      held.run().await();
      runs.assertSameBitsAsHere("killed", a, 50);
    }
  }

  @Test
  @Tag("once")
  void anExecutorThatWasAsleepBeyondItsLeaseDoesNoHarm() throws Exception {
    double[][] a = Matrices.positiveDefinite(500, 5);
    try (FunctionRuns runs = deploy();
        RunSubmitter submitter = runs.submitter()) {
      RunSpec spec = runs.prepare("asleep", a, 50, 2);
      HeldRun held = runs.hold(submitter, spec, 2);
      long next = runs.done(spec) + 5;
      held.tasks().giveBackAllButOne();
      Eventually.until("tasks were done", () -> runs.done(spec) >= next);
      Suspension asleep = suspendOne(runs);
      held.tasks().close();
      long end = System.nanoTime() + FunctionRuns.LEASE.multipliedBy(3).dividedBy(2).toNanos();
      Eventually.until("its leases are over", () -> System.nanoTime() > end);
      asleep.close();
      held.run().await();
      runs.assertSameBitsAsHere("asleep", a, 50);
    }
  }

  @Test
  @Tag("once")
  void aRunThatIsLongerThanAnInvocationIsHandedOn() throws Exception {
    double[][] a = Matrices.positiveDefinite(384, 6);
    try (FunctionRuns runs =
            deploy(settings -> settings.timeout(Duration.ofSeconds(4)).concurrency(1));
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
  @Tag("once")
  void aRunGoesOnWhenItsClientIsGone() throws Exception {
    double[][] a = Matrices.positiveDefinite(288, 7);
    try (FunctionRuns runs = deploy(settings -> settings.timeout(Duration.ofSeconds(4)))) {
      HeldRun held;
      try (RunSubmitter submitter = runs.submitter()) {
        held = runs.hold(submitter, runs.prepare("left", a, 32, 2), 1);
        Eventually.until("an executor works", () -> runs.function.metrics().concurrent() > 0);
        assertThat(isOver(held.run())).isFalse();
      }
      long before = wellBegun(runs);
      held.tasks().giveBackAllButOne();
      Eventually.until("an executor has followed", () -> wellBegun(runs) > before);
      assertThat(runs.status("left")).isEqualTo(RunStatus.RUNNING);
      held.tasks().close();
      Eventually.until("the run is done", () -> runs.status("left") == RunStatus.DONE);
      runs.assertSameBitsAsHere("left", a, 32);
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

  /** The invocations that were not cut off, so far: a machine may stall beyond their deadline. */
  private static long wellBegun(FunctionRuns runs) {
    FunctionMetrics metrics = runs.function.metrics();
    return metrics.invocations() - metrics.errors();
  }

  /** Stops an executor where it is, as soon as there is one that works. */
  private static Suspension suspendOne(FunctionRuns runs) throws Exception {
    var asleep = new AtomicReference<Suspension>();
    Eventually.until(
        "one is suspended",
        () -> {
          asleep.set(runs.function.suspend(1, new Random(1)));
          return asleep.get().count() == 1;
        });
    return asleep.get();
  }

  private static boolean isOver(RunHandle run) {
    return run.status() != RunStatus.RUNNING;
  }
}
