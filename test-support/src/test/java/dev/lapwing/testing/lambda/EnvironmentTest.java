package dev.lapwing.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The life of execution environments. */
class EnvironmentTest {
  @TempDir Path folder;

  @Test
  void anEnvironmentStartsColdServesManyInvocationsAndIsFrozenBetweenThem() throws Exception {
    try (Service service = Service.start()) {
      long pid = Long.parseLong(service.ask("pid"));
      awaitFrozen(pid);
      assertThat(service.ask("calls")).isEqualTo("2");
      awaitFrozen(pid);
      assertThat(service.function().metrics().coldStarts()).isEqualTo(1);
      assertThat(service.function().metrics().invocations()).isEqualTo(2);
      assertThat(service.function().processes()).containsExactly(pid);
    }
  }

  @Test
  void invocationsAtTheSameTimeHaveEnvironmentsOfTheirOwn() throws Exception {
    try (Service service = Service.start()) {
      Path end = folder.resolve("end");
      CompletableFuture<InvokeResponse> busy = service.keepBusy(end);
      assertThat(service.ask("calls")).isEqualTo("1");
      assertThat(service.ask("calls")).isEqualTo("2");
      Files.createFile(end);
      assertThat(busy.get().payload().asUtf8String()).isEqualTo("\"waited\"");
      assertThat(service.function().metrics().coldStarts()).isEqualTo(2);
      assertThat(service.function().metrics().peakConcurrent()).isEqualTo(2);
    }
  }

  @Test
  void aColdStartAndTheWorkAreBilled() throws Exception {
    try (Service service = Service.start()) {
      Path end = folder.resolve("end");
      CompletableFuture<InvokeResponse> busy = service.keepBusy(end);
      Eventually.until(
          "the environment has started", () -> service.function().metrics().billedMillis() > 0);
      long start = System.nanoTime();
      long init = service.function().metrics().billedMillis();
      assertThat(init).isPositive();
      Eventually.until("half a second is over", () -> System.nanoTime() - start > 500_000_000L);
      Files.createFile(end);
      busy.get();
      assertThat(service.function().metrics().billedMillis()).isGreaterThanOrEqualTo(init + 500);
    }
  }

  @Test
  void anEnvironmentWithoutWorkIsEndedAfterAWhile() throws Exception {
    Pace pace = Pace.hurried().withIdle(Duration.ofMillis(200));
    try (Service service = Service.start(Service.settings(), pace, 1000)) {
      service.ask("echo hello");
      Eventually.until("the environment has ended", () -> service.function().processes().isEmpty());
      assertThat(service.ask("calls")).isEqualTo("1");
      assertThat(service.function().metrics().coldStarts()).isEqualTo(2);
    }
  }

  @Test
  void aFunctionThatHasCooledDownStartsColdAgain() throws Exception {
    try (Service service = Service.start()) {
      long pid = Long.parseLong(service.ask("pid"));
      long init = service.function().metrics().initMillis();
      assertThat(init).isBetween(1L, service.function().metrics().billedMillis());
      service.function().coolDown();
      assertThat(ProcessHandle.of(pid)).isEmpty();
      assertThat(service.ask("calls")).isEqualTo("1");
      assertThat(service.function().metrics().coldStarts()).isEqualTo(2);
      assertThat(service.function().metrics().initMillis()).isGreaterThan(init);
    }
  }

  @Test
  void anEnvironmentIsKilledAtTheDeadline() throws Exception {
    try (Service service = Service.start(Service.settings().timeout(Duration.ofMillis(1500)))) {
      InvokeResponse late = service.call("await " + folder.resolve("never"));
      assertThat(late.functionError()).isEqualTo("Unhandled");
      assertThat(late.payload().asUtf8String())
          .contains("Sandbox.Timedout")
          .contains("Task timed out after 1.50 seconds");
      assertThat(service.function().processes()).isEmpty();
      // Should the machine stall beyond the deadline once more, another follows.
      Eventually.until(
          "another has come", () -> service.call("calls").payload().asUtf8String().equals("\"1\""));
    }
  }

  @Test
  void anEnvironmentThatDoesNotStartInTimeIsKilled() {
    Pace pace = Pace.hurried().withInit(Duration.ofMillis(1));
    try (Service service = Service.start(Service.settings(), pace, 1000)) {
      assertThat(service.call("echo hello").payload().asUtf8String())
          .contains("Init phase timed out");
    }
  }

  @Test
  void anEnvironmentWithTooMuchMemoryIsKilled() {
    FunctionSettings settings =
        Service.settings().memory(128).jvmOption("-XX:MaxDirectMemorySize=1g");
    try (Service service = Service.start(settings)) {
      InvokeResponse response = service.call("hoard 256");
      assertThat(response.functionError()).isEqualTo("Unhandled");
      assertThat(response.payload().asUtf8String())
          .contains("Runtime.ExitError")
          .contains("signal: killed");
    }
  }

  @Test
  void aHeapThatIsFullIsReportedAndEndsTheEnvironment() {
    try (Service service = Service.start(Service.settings().memory(128))) {
      InvokeResponse response = service.call("overflow");
      assertThat(response.payload().asUtf8String()).contains("java.lang.OutOfMemoryError");
      assertThat(service.ask("calls")).isEqualTo("1");
      assertThat(service.function().metrics().coldStarts()).isEqualTo(2);
    }
  }

  @Test
  void aProcessThatExitsIsAFunctionError() {
    try (Service service = Service.start()) {
      assertThat(service.call("exit 3").payload().asUtf8String())
          .contains("Runtime exited with error: exit status 3");
      assertThat(service.function().metrics().errors()).isEqualTo(1);
    }
  }

  @Test
  void aHandlerThatDoesNotLoadIsAFunctionError() {
    try (Service service = Service.start(Service.settings().variable("REFUSE_TO_LOAD", "1"))) {
      assertThat(service.call("echo hello").payload().asUtf8String())
          .contains("It was told not to load");
    }
  }

  @Test
  void aKilledEnvironmentIsAFunctionErrorAndIsReplaced() throws Exception {
    try (Service service = Service.start()) {
      CompletableFuture<InvokeResponse> busy = service.keepBusy(folder.resolve("never"));
      assertThat(service.function().killRandom(0.8, new Random(1))).isEqualTo(1);
      assertThat(busy.get().payload().asUtf8String()).contains("signal: killed");
      assertThat(service.ask("calls")).isEqualTo("1");
    }
  }

  @Test
  void aSuspendedEnvironmentStandsStillAndGoesOn() throws Exception {
    try (Service service = Service.start()) {
      Path end = folder.resolve("end");
      service.ask("echo warm");
      CompletableFuture<InvokeResponse> busy = service.keepBusy(end);
      long pid = service.function().processes().get(0);
      try (Suspension suspension = service.function().suspend(1, new Random(1))) {
        assertThat(suspension.count()).isEqualTo(1);
        awaitFrozen(pid);
        Files.createFile(end);
        assertThat(busy).isNotDone();
      }
      assertThat(busy.get().payload().asUtf8String()).isEqualTo("\"waited\"");
    }
  }

  @Test
  void closingTheServiceEndsAllEnvironments() throws Exception {
    List<Long> processes;
    try (Service service = Service.start()) {
      CompletableFuture<InvokeResponse> busy = service.keepBusy(folder.resolve("never"));
      service.ask("echo hello");
      assertThat(busy).isNotDone();
      processes = service.function().processes();
      assertThat(processes).hasSize(2);
    }
    assertThat(processes).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
  }

  /** The signal is sent before the answer; its threads stop when they are next looked at. */
  private static void awaitFrozen(long pid) throws Exception {
    Eventually.until("it is frozen", () -> Service.stateOf(pid) == 'T');
  }
}
