package dev.lapwing.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what will be so in a moment: looks again and again, and gives up loudly. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration INTERVAL = Duration.ofMillis(5);

  private Eventually() {}

  /**
   * Returns when a condition holds.
   *
   * @param what says in the message what did not come about
   * @throws AssertionError if that takes more than three minutes
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within %s: %s".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
