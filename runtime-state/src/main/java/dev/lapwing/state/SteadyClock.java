package dev.lapwing.state;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that never jumps, whatever is done to the machine's: for leases within one process. */
public final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
