package dev.lapwing.state.aws;

import java.time.Duration;

/**
 * How many messages to ask for beyond those that somebody waits for. Where tasks are short, a
 * request for each would be as dear as the task; where they are long, a message that waits here is
 * one that another executor could have. So it is no more than this process is expected to begin
 * within half a second. Of these it is one first, doubles as long as requests bring all that they
 * ask for, and is halved when the queue had less. Not safe for use by several threads.
 */
final class Foresight {
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final double MEMORY = 0.8;

  /** Somebody waits for one of those that a request asks for. */
  private static final int MOST = Incoming.MOST - 1;

  private int most;
  private long lastBegun;
  private double interval = Double.POSITIVE_INFINITY;

  Foresight(long now) {
    this.lastBegun = now;
  }

  int messages(long now) {
    double expected = Math.max(interval, (double) (now - lastBegun));
    return (int) Math.min(most, Math.round(WINDOW.toNanos() / expected));
  }

  /** A receiver has got a message. */
  void begun(long now) {
    double last = (double) (now - lastBegun);
    interval = Double.isInfinite(interval) ? last : MEMORY * interval + (1 - MEMORY) * last;
    lastBegun = now;
  }

  /** A request brought all that it asked for, or did not. */
  void requested(boolean satisfied) {
    most = satisfied ? Math.min(2 * most + 1, MOST) : most / 2;
  }

  /** Messages were here and nobody wanted them. */
  void unwanted() {
    most = 0;
    interval = Double.POSITIVE_INFINITY;
  }
}
