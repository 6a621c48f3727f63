package dev.lapwing.executor;

import dev.lapwing.executor.FunctionRuns.HeldRun;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.Suspension;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What befalls environments of the packaged function: deaths and sleep. */
@Tag("once")
class FunctionUnderFireIT {
  @RegisterExtension static final LocalAws AWS = new LocalAws();
  @TempDir private static Path code;

  @BeforeAll
  static void unpack() throws Exception {
    UnpackedFunction.into(code);
  }

  @Test
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

  private static FunctionRuns deploy() throws Exception {
    return FunctionRuns.onAws(AWS, code, settings -> settings);
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
}
