package dev.lapwing.cli;

import dev.lapwing.Run;
import dev.lapwing.RunProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * That executors take over a run from the command that began it. The command starts the first of
 * them, and another if that one does not come; once one has come, executors see to that themselves.
 */
final class Handover {
  /** Long enough for one that is started anew because the first was lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private final Run<?> run;
  private final Interruption interruption;

  Handover(Run<?> run, Interruption interruption) {
    this.run = run;
    this.interruption = interruption;
  }

  /**
   * Waits until an executor works on the run or the run is over, the user presses Ctrl-C, or it has
   * taken too long.
   */
  Outcome await() {
    long start = System.nanoTime();
    RunProgress progress = run.progress();
    while (progress.executors() == 0
        && !run.future().isDone()
        && !interruption.requested()
        && System.nanoTime() - start < PATIENCE.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
      progress = run.progress();
    }
    boolean isAlone = progress.executors() == 0 && !run.future().isDone();
    return new Outcome(
        progress.executors(), isAlone ? progress.waitingBecause() : Optional.empty());
  }

  /**
   * What came of it.
   *
   * @param executors how many were there
   * @param waitingBecause why there is none, if the run is not over
   */
  record Outcome(int executors, Optional<String> waitingBecause) {
    void addTo(Answer answer) {
      answer.fact("executors", executors);
      waitingBecause.ifPresent(
          why -> answer.row("waiting because", why).fact("waitingBecause", why));
    }
  }
}
