package dev.lapwing.executor;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Pauses between attempts: doubling, and drawn at random from the upper half, so that executors
 * that failed together do not return together.
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 12;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Duration first;
  private final Duration longest;
  private final SplittableRandom random;

  Backoff(Duration first, Duration longest, SplittableRandom random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /** The pauses of a run's executors. */
  static Backoff of(RunLimits limits) {
    return new Backoff(limits.backoff(), LONGEST_PAUSE, new SplittableRandom());
  }

  /** The pause after the given number of failed attempts, from one. */
  synchronized Duration after(int failures) {
    long full = first.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
    long capped = Math.min(full, longest.toNanos());
    return Duration.ofNanos(capped / 2 + (long) (random.nextDouble() * (capped / 2.0)));
  }
}
