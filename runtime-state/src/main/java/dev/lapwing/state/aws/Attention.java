package dev.lapwing.state.aws;

import java.time.Duration;
import java.util.Optional;

/**
 * Which of a run's queues deserves a look. A queue that gave as much as was asked for, or that this
 * process has sent to, probably has messages; any other may have got some from other processes
 * since it was looked at. The most urgent comes first, but now and then the least urgent does, so
 * that no task waits for ever. Not safe for use by several threads.
 */
final class Attention {
  private static final Duration LONG_AGO = Duration.ofSeconds(2);
  private static final int TURNS = 8;

  private final boolean[] promising = new boolean[Priorities.COUNT];
  private final boolean[] looking = new boolean[Priorities.COUNT];
  private final long[] lookedAt = new long[Priorities.COUNT];
  private int turn;

  Attention(long now) {
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      promising[priority] = true;
      lookedAt[priority] = now;
    }
  }

  /** A queue has got a message. */
  void promise(int priority) {
    promising[priority] = true;
  }

  /** The next queue to look at that probably has messages, if there is one. */
  Optional<Look> next(long now) {
    turn = (turn + 1) % TURNS;
    for (int step = 0; step < Priorities.COUNT; step++) {
      int priority = turn == 0 ? Priorities.COUNT - 1 - step : step;
      if (!looking[priority] && isDue(priority, now)) {
        return Optional.of(new Look(priority, isOnlyPromise(priority)));
      }
    }
    return Optional.empty();
  }

  /** The queue that was not looked at for the longest time, unless one is being looked at. */
  Optional<Look> idle() {
    int oldest = 0;
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      if (looking[priority]) {
        return Optional.empty();
      }
      oldest = lookedAt[priority] - lookedAt[oldest] < 0 ? priority : oldest;
    }
    return Optional.of(new Look(oldest, true));
  }

  void begin(Look look) {
    looking[look.priority()] = true;
    promising[look.priority()] = false;
  }

  /** A look is over: whether there were as many messages as were asked for. */
  void end(Look look, boolean satisfied, long now) {
    looking[look.priority()] = false;
    promising[look.priority()] |= satisfied;
    lookedAt[look.priority()] = now;
  }

  private boolean isDue(int priority, long now) {
    boolean anyPromising = false;
    for (boolean promise : promising) {
      anyPromising |= promise;
    }
    boolean forgotten = now - lookedAt[priority] > LONG_AGO.toNanos();
    return promising[priority] || (anyPromising && forgotten);
  }

  private boolean isOnlyPromise(int priority) {
    for (int other = 0; other < Priorities.COUNT; other++) {
      if (other != priority && promising[other]) {
        return false;
      }
    }
    return promising[priority];
  }

  /**
   * A look at one queue.
   *
   * @param mayWait whether nothing better can be done than to wait there
   */
  record Look(int priority, boolean mayWait) {}
}
