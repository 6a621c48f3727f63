package dev.lapwing.executor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that goes on by a second whenever somebody looks at it, as an executor does at every step
 * of a task: its time is work, on a machine of whatever speed.
 */
final class CountingClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofHours(1);

  private final AtomicLong looks = new AtomicLong();

  @Override
  public Instant instant() {
    return START.plusSeconds(looks.incrementAndGet());
  }

  /** For a stay with such a clock: no task is begun after so many looks at it. */
  static WorkLimits looks(int looks) {
    return WorkLimits.unlimited().withLife(LIFE).withNotice(LIFE.minusSeconds(looks));
  }
}
