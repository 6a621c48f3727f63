package dev.lapwing.executor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Leave to start executors for some time, by two clocks: one that never jumps, and one that goes on
 * while the machine sleeps.
 */
final class Permit implements BooleanSupplier {
  private final InstantSource steady;
  private final InstantSource wall;
  private final Instant steadyEnd;
  private final Instant wallEnd;

  /** Leave from now on, by a clock that never jumps and by the machine's. */
  Permit(Duration duration, InstantSource steady) {
    this(duration, steady, InstantSource.system());
  }

  /** The same, by two clocks of the caller's. */
  Permit(Duration duration, InstantSource steady, InstantSource wall) {
    this.steady = steady;
    this.wall = wall;
    this.steadyEnd = steady.instant().plus(duration);
    this.wallEnd = wall.instant().plus(duration);
  }

  @Override
  public boolean getAsBoolean() {
    return steady.instant().isBefore(steadyEnd) && wall.instant().isBefore(wallEnd);
  }
}
