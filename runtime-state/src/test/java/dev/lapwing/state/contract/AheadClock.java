package dev.lapwing.state.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clock, which a test moves forward: for services that look at both. */
public final class AheadClock implements InstantSource {
  private Duration ahead = Duration.ZERO;

  @Override
  public synchronized Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** Moves the clock forward. */
  public synchronized void advance(Duration duration) {
    ahead = ahead.plus(duration);
  }
}
