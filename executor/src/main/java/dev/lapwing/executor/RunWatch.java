package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunLife;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What this process knows of its run's life. What it does itself it knows at once; what others do
 * it learns by looking at the record about once a second.
 */
final class RunWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final String run;
  private final RunTable table;
  private final InstantSource clock;
  private final Runnable onEnd;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile RunStatus status = RunStatus.RUNNING;
  private volatile Instant nextLook;
  private volatile Optional<RunFailure> failure = Optional.empty();

  RunWatch(String run, RunTable table, InstantSource clock, Runnable onEnd) {
    this.run = run;
    this.table = table;
    this.onEnd = onEnd;
    this.clock = clock;
    this.nextLook = clock.instant().plus(INTERVAL);
  }

  /** Looks at the record if the last look is a second old. */
  void lookIfDue() throws StoreException {
    Instant now = clock.instant();
    if (isRunning() && !now.isBefore(nextLook)) {
      nextLook = now.plus(INTERVAL);
      look();
    }
  }

  /** The status as far as this process knows. */
  RunStatus status() {
    return status;
  }

  boolean isRunning() {
    return status == RunStatus.RUNNING;
  }

  /** Why the run FAILED or was CANCELLED. */
  Optional<RunFailure> failure() {
    return failure;
  }

  /**
   * Ends the run, for everybody. Another end that came first stands. If that one was taken back
   * before it could be looked at, the run is RUNNING still, and must be ended again.
   */
  void end(RunStatus wanted, Optional<RunFailure> why) throws StoreException {
    RunStatus result = table.end(run, wanted, why.map(FailureText::encode).orElse(""));
    if (result == wanted) {
      learn(wanted, why);
    } else {
      look();
    }
  }

  /** Ends the run for this process alone: its table does not answer. */
  void abandon(RunFailure why) {
    learn(RunStatus.FAILED, Optional.of(why));
  }

  /** Looks at the record now. */
  void look() throws StoreException {
    Optional<RunLife> found = table.life(run);
    if (found.isEmpty()) {
      learn(RunStatus.CANCELLED, Optional.of(new RunCancelled(run)));
      return;
    }
    RunLife seen = found.get();
    if (seen.status() != RunStatus.RUNNING) {
      learn(seen.status(), failureOf(seen));
    }
  }

  /** Sleeps, unless the run ends. */
  void pause(Duration duration) throws InterruptedException {
    boolean over = ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    assert !over || !isRunning();
  }

  private Optional<RunFailure> failureOf(RunLife seen) {
    return switch (seen.status()) {
      case FAILED -> Optional.of(FailureText.decode(run, seen.reason()));
      case CANCELLED -> Optional.of(new RunCancelled(run));
      default -> Optional.empty();
    };
  }

  private synchronized void learn(RunStatus end, Optional<RunFailure> why) {
    if (status == RunStatus.RUNNING) {
      failure = why;
      status = end;
      ended.countDown();
      onEnd.run();
    }
  }
}
