package dev.lapwing.executor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Something that is to be done from time to time, by one thread that comes more often. */
final class DueEvery {
  private final Duration period;
  private final InstantSource clock;
  private Instant next;

  DueEvery(Duration period, InstantSource clock) {
    this.period = period;
    this.clock = clock;
    this.next = clock.instant();
  }

  /** Whether it is to be done now; then it is not for a period. */
  boolean isDue() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(period);
    return true;
  }
}
