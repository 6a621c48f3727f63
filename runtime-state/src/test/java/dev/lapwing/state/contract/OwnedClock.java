package dev.lapwing.state.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
public final class OwnedClock implements InstantSource {
  private Instant now;

  /** A clock that stands at the beginning of 2026. */
  public OwnedClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public OwnedClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves the clock forward. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }
}
