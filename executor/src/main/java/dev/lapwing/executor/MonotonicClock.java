package dev.lapwing.executor;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that never jumps: leases must not end because somebody set the wall clock. */
final class MonotonicClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
