package dev.lapwing.state.aws;

import java.time.Duration;

/**
 * How many messages to ask for beyond those that somebody waits for. Where tasks are short, a
 * request for each would be as dear as the task; where they are long, a message that waits here is
 * one that another executor could have. So it is as many as this process is expected to begin
 * within a second, no more than there are receivers, and none when the queue had less than was
 * asked for. Not safe for use by several threads.
 */
final class Foresight {
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final double MEMORY = 0.8;

  private boolean plenty;
  private int most;
  private long lastBegun;
  private double interval = Double.POSITIVE_INFINITY;

  Foresight(long now) {
    this.lastBegun = now;
  }

  int messages(long now) {
    double expected = Math.max(interval, (double) (now - lastBegun));
    long within = Math.round(WINDOW.toNanos() / expected);
    return plenty ? (int) Math.min(most, within) : 0;
  }

  /** So many wait at the same time. */
  void receivers(int number) {
    most = Math.max(most, number);
  }

  /** A receiver has got a message. */
  void begun(long now) {
    double last = (double) (now - lastBegun);
    interval = Double.isInfinite(interval) ? last : MEMORY * interval + (1 - MEMORY) * last;
    lastBegun = now;
  }

  /** A request brought all that it asked for, or did not. */
  void requested(boolean satisfied) {
    plenty = satisfied;
  }

  /** Messages were here and nobody wanted them. */
  void unwanted() {
    plenty = false;
    interval = Double.POSITIVE_INFINITY;
  }
}
