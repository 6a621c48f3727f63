package dev.lapwing.executor;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a condition of something that goes on in other threads. */
final class Until {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration INTERVAL = Duration.ofMillis(1);

  private Until() {}

  /** The first value that is as wanted; fails with the last one if none comes. */
  static <T> T holds(Supplier<T> value, Predicate<T> wanted) {
    long start = System.nanoTime();
    T last = value.get();
    while (!wanted.test(last)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("still " + last);
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
      last = value.get();
    }
    return last;
  }
}
