package dev.lapwing.executor.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.Fleet.Outcome;
import dev.lapwing.executor.Fleet.Start;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.FaultyHttpClient;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.LocalFunction;
import dev.lapwing.testing.lambda.LocalLambda;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LambdaFleetTest {
  private static final int ATTEMPTS = 3;
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private LocalLambda lambda;
  private AwsEnvironment environment;
  private LocalFunction function;

  @BeforeEach
  void start() throws Exception {
    lambda = LocalLambda.start();
    Path code = Path.of(Listing.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    function =
        lambda.create(
            FunctionSettings.of("listing", Listing.class.getName(), code)
                .variable(Listing.VARIABLE, folder.resolve("events").toString())
                .concurrency(1));
    environment = AwsEnvironment.start().service("Lambda", lambda.endpoint());
  }

  @AfterEach
  void stop() {
    environment.close();
    lambda.close();
  }

  @Test
  void executorsAreEventsWithTheRunsId() throws Exception {
    assertThat(start("listing", 10, 3)).isEqualTo(Start.of(3));
    Eventually.until("all events are carried out", () -> function.metrics().pending() == 0);
    assertThat(folder.resolve("events")).hasContent("{\"run\":\"a-run\"}\n".repeat(3));
  }

  @Test
  void neverMoreThanTheCapAreStarted() throws Exception {
    Start start = start("listing", 2, 5);
    assertThat(start.started()).isEqualTo(2);
    assertThat(start.outcome()).isEqualTo(Outcome.THROTTLED);
    assertThat(start.reason()).contains("5 executors were wanted, and 2 are the most");
    Eventually.until("all events are carried out", () -> function.metrics().pending() == 0);
    assertThat(function.metrics().invocations()).isEqualTo(2);
  }

  @Test
  void whoeverIsHeldUpStartsNoMore() throws Exception {
    var permits = new AtomicInteger(2);
    Start start;
    try (var fleet = LambdaFleet.of("listing", 10)) {
      start = fleet.start("a-run", 5, () -> permits.getAndDecrement() > 0);
    }
    assertThat(start).isEqualTo(Start.late(2));
    Eventually.until("all events are carried out", () -> function.metrics().pending() == 0);
    assertThat(function.metrics().invocations()).isEqualTo(2);
  }

  @Test
  void aThrottleIsSleptOverAndThenReported() {
    lambda.throttleCalls(ATTEMPTS - 1);
    assertThat(start("listing", 10, 1)).isEqualTo(Start.of(1));
    lambda.throttleCalls(ATTEMPTS);
    Start start = start("listing", 10, 2);
    assertThat(start.started()).isZero();
    assertThat(start.outcome()).isEqualTo(Outcome.THROTTLED);
    assertThat(start.reason())
        .isEqualTo(
            "Lambda takes no more invocations of listing just now (CallerRateLimitExceeded)");
  }

  @Test
  void aMissingFunctionIsAFailureThatSaysWhatToDo() {
    Start start = start("nobody", 10, 1);
    assertThat(start.started()).isZero();
    assertThat(start.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(start.reason()).contains("There is no function nobody").contains("lapwing deploy");
  }

  @Test
  void aServiceThatDoesNotAnswerIsAFailure() {
    environment.service("Lambda", URI.create("http://127.0.0.1:9"));
    Start start = start("listing", 10, 1);
    assertThat(start.started()).isZero();
    assertThat(start.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(start.reason()).startsWith("Function listing cannot be invoked: ");
  }

  @Test
  void whatHasNotReachedLambdaIsSentAgain() throws Exception {
    var faults = WireFaults.inOrder(any -> true, WireFault.REFUSED, WireFault.REFUSED);
    assertThat(start(faults, 2)).isEqualTo(Start.of(2));
    Eventually.until("all events are carried out", () -> function.metrics().pending() == 0);
    assertThat(function.metrics().invocations()).isEqualTo(2);
  }

  @Test
  void whoMayHaveBeenStartedCountsAndIsNotStartedAgain() throws Exception {
    var faults = WireFaults.inOrder(any -> true, WireFault.ANSWER_LOST);
    Start start = start(faults, 3);
    assertThat(start.started()).isEqualTo(1);
    assertThat(start.outcome()).isEqualTo(Outcome.FAILED);
    Eventually.until("the event is carried out", () -> function.metrics().pending() == 0);
    assertThat(function.metrics().invocations()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"INTERNAL_ERROR", "UNAVAILABLE"})
  void anErrorOfLambdasOwnMayHaveStartedSomebody(WireFault fault) {
    Start start = start(WireFaults.inOrder(any -> true, fault), 3);
    assertThat(start.started()).isEqualTo(1);
    assertThat(start.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(start.reason()).startsWith("Function listing cannot be invoked: ");
  }

  @Test
  void aCallThatIsNotAnsweredIsGivenUpAndCounts() {
    Start start = start(WireFaults.inOrder(any -> true, WireFault.STALLED), SHORT, 2);
    assertThat(start.started()).isEqualTo(1);
    assertThat(start.outcome()).isEqualTo(Outcome.FAILED);
  }

  private static Start start(WireFaults faults, int executors) {
    return start(faults, LONG, executors);
  }

  private static Start start(WireFaults faults, Duration patience, int executors) {
    try (LambdaFleet fleet =
        LambdaFleet.of("listing", 10, patience, http -> new FaultyHttpClient(http, faults))) {
      return fleet.start("a-run", executors);
    }
  }

  private static Start start(String function, int most, int executors) {
    try (LambdaFleet fleet = LambdaFleet.of(function, most)) {
      return fleet.start("a-run", executors);
    }
  }
}
