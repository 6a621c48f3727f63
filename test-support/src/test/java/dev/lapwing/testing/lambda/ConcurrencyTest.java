package dev.lapwing.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Limits on concurrency, and what becomes of asynchronous events. */
@Tag("once")
class ConcurrencyTest {
  @TempDir Path folder;

  @Test
  void beyondItsOwnLimitCallsOfAFunctionAreThrottled() throws Exception {
    try (Service service = Service.start(Service.settings().concurrency(1))) {
      Path end = folder.resolve("end");
      CompletableFuture<InvokeResponse> busy = service.keepBusy(end);
      assertThatThrownBy(() -> service.call("echo hello"))
          .isInstanceOfSatisfying(
              TooManyRequestsException.class,
              throttled -> {
                assertThat(throttled.reasonAsString())
                    .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
                assertThat(throttled.statusCode()).isEqualTo(429);
                assertThat(throttled).hasMessageContaining("Rate Exceeded.");
              });
      Files.createFile(end);
      busy.get();
      assertThat(service.ask("echo hello")).isEqualTo("hello");
      assertThat(service.function().metrics().throttles()).isEqualTo(1);
    }
  }

  @Test
  void beyondTheAccountsLimitCallsOfAllFunctionsAreThrottled() throws Exception {
    try (Service service = Service.start(Service.settings(), Pace.hurried(), 1)) {
      CompletableFuture<InvokeResponse> busy = service.keepBusy(folder.resolve("never"));
      assertThatThrownBy(() -> service.call("echo hello"))
          .isInstanceOfSatisfying(
              TooManyRequestsException.class,
              throttled ->
                  assertThat(throttled.reasonAsString())
                      .isEqualTo("ConcurrentInvocationLimitExceeded"));
      assertThat(busy).isNotDone();
    }
  }

  @Test
  void aLimitOfZeroStopsAFunctionUntilItIsTakenBack() {
    try (Service service = Service.start()) {
      service
          .client()
          .putFunctionConcurrency(
              r -> r.functionName(Service.NAME).reservedConcurrentExecutions(0));
      assertThatThrownBy(() -> service.call("echo hello"))
          .isInstanceOf(TooManyRequestsException.class);
      assertThat(
              service
                  .client()
                  .getFunctionConcurrency(r -> r.functionName(Service.NAME))
                  .reservedConcurrentExecutions())
          .isZero();
      service.client().deleteFunctionConcurrency(r -> r.functionName(Service.NAME));
      assertThat(service.ask("echo hello")).isEqualTo("hello");
    }
  }

  @Test
  void callsThatComeTooFastAreThrottled() {
    try (Service service = Service.start()) {
      service.lambda().throttleCalls(1);
      assertThatThrownBy(() -> service.send("echo hello"))
          .isInstanceOfSatisfying(
              TooManyRequestsException.class,
              throttled ->
                  assertThat(throttled.reasonAsString()).isEqualTo("CallerRateLimitExceeded"));
      assertThat(service.ask("echo hello")).isEqualTo("hello");
    }
  }

  @Test
  void anEventIsAcceptedAtOnceAndCarriedOutLater() throws Exception {
    try (Service service = Service.start()) {
      Path file = folder.resolve("file");
      assertThat(service.send("append " + file).statusCode()).isEqualTo(202);
      Eventually.until("the event is over", () -> isQuiet(service));
      assertThat(file).hasContent("x");
      assertThat(service.function().metrics().invocations()).isEqualTo(1);
    }
  }

  @Test
  void aThrottledEventWaitsForAnEnvironment() throws Exception {
    try (Service service = Service.start(Service.settings().concurrency(1))) {
      Path end = folder.resolve("end");
      Path file = folder.resolve("file");
      CompletableFuture<InvokeResponse> busy = service.keepBusy(end);
      for (int i = 0; i < 3; i++) {
        assertThat(service.send("append " + file).statusCode()).isEqualTo(202);
      }
      Eventually.until(
          "all three were throttled twice", () -> service.function().metrics().throttles() >= 6);
      Files.createFile(end);
      busy.get();
      Eventually.until("the events are over", () -> isQuiet(service));
      assertThat(file).hasContent("xxx");
      assertThat(service.function().metrics().peakConcurrent()).isEqualTo(1);
      assertThat(service.function().metrics().dropped()).isZero();
    }
  }

  @Test
  void aThrottledEventIsDroppedWhenItIsTooOld() throws Exception {
    Pace pace = Pace.hurried().withEventAge(Duration.ofMillis(500));
    try (Service service = Service.start(Service.settings().concurrency(0), pace, 1000)) {
      service.send("echo hello");
      Eventually.until("the event is over", () -> isQuiet(service));
      assertThat(service.function().metrics().dropped()).isEqualTo(1);
      assertThat(service.function().metrics().invocations()).isZero();
    }
  }

  @Test
  void anEventWhoseFunctionFailsIsTriedTwiceMore() throws Exception {
    try (Service service = Service.start()) {
      service.send("fail always");
      Eventually.until("the event is over", () -> isQuiet(service));
      FunctionMetrics metrics = service.function().metrics();
      assertThat(metrics.invocations()).isEqualTo(3);
      assertThat(metrics.errors()).isEqualTo(3);
      assertThat(metrics.retries()).isEqualTo(2);
      assertThat(metrics.dropped()).isEqualTo(1);
    }
  }

  @Test
  void anEventWhoseEnvironmentIsKilledIsTriedAgain() throws Exception {
    try (Service service = Service.start(Service.settings().retries(1))) {
      Path end = folder.resolve("end");
      service.send("await " + end);
      Eventually.until("it was killed", () -> service.function().kill(1, new Random(1)) == 1);
      Files.createFile(end);
      Eventually.until("the event is over", () -> isQuiet(service));
      FunctionMetrics metrics = service.function().metrics();
      assertThat(metrics.errors()).isEqualTo(1);
      assertThat(metrics.retries()).isEqualTo(1);
      assertThat(metrics.dropped()).isZero();
      assertThat(metrics.coldStarts()).isEqualTo(2);
    }
  }

  private static boolean isQuiet(Service service) {
    return service.function().metrics().pending() == 0;
  }
}
