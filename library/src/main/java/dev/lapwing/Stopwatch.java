package dev.lapwing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The time that a run takes. */
final class Stopwatch {
  private static final long RUNNING = -1;

  private final long start = System.nanoTime();
  private final AtomicLong total = new AtomicLong(RUNNING);

  void stop() {
    total.compareAndSet(RUNNING, System.nanoTime() - start);
  }

  /** The time so far, or the whole time once it has stopped. */
  Duration elapsed() {
    long nanos = total.get();
    return Duration.ofNanos(nanos == RUNNING ? System.nanoTime() - start : nanos);
  }

  /**
   * The whole time.
   *
   * @throws IllegalStateException if the run has not ended yet
   */
  Duration total(String run) {
    if (total.get() == RUNNING) {
      throw new IllegalStateException(
          "run %s has not ended yet: join() it, or ask for its progress()".formatted(run));
    }
    return elapsed();
  }
}
