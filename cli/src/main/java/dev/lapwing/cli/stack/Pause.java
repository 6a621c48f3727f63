package dev.lapwing.cli.stack;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Pauses between looks at something that takes a while: short at first, up to three seconds. */
final class Pause {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private Duration next = FIRST;

  /** Waits once. */
  void take() {
    LockSupport.parkNanos(next.toNanos());
    Duration longer = next.multipliedBy(3).dividedBy(2);
    next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
  }
}
