package dev.lapwing.state.aws;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which of a run's queues deserves a look. A queue that gave as much as was asked for, or that this
 * process has sent to, probably has messages; any other may have got some from other processes
 * since it was looked at. The most urgent comes first, but now and then the least urgent does, so
 * that no task waits for ever.
 *
 * <p>Where somebody has to wait for tasks they are {@link #isScarce scarce}: each is taken as soon
 * as it comes, whatever its class, and all go to the first queue. So who has nothing to do waits
 * there, and looks into the others the less often the longer they have had nothing. Not safe for
 * use by several threads.
 */
final class Attention {
  private static final Duration LONG_AGO = Duration.ofSeconds(2);
  private static final Duration SCARCE_FOR = Duration.ofSeconds(3);
  private static final Duration AT_ONCE = Duration.ofMillis(250);
  private static final Duration BRIEFLY = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MOST_DOUBLINGS = 3;
  private static final int TURNS = 8;

  private final boolean[] promising = new boolean[Priorities.COUNT];
  private final boolean[] looking = new boolean[Priorities.COUNT];
  private final int[] inVain = new int[Priorities.COUNT];
  private final long[] lookedAt = new long[Priorities.COUNT];
  private int turn;
  private boolean hasLookedAround;
  private Optional<Long> waitedAt = Optional.empty();

  /** Whoever comes looks into the first queue, and into the others when that has too little. */
  Attention(long now) {
    promising[Priorities.FIRST] = true;
    Arrays.fill(lookedAt, now);
  }

  /** A queue has got a message. */
  void promise(int priority) {
    promising[priority] = true;
  }

  /** Whether somebody here has had to wait for a task not long ago. */
  boolean isScarce(long now) {
    return waitedAt.filter(at -> now - at < SCARCE_FOR.toNanos()).isPresent();
  }

  /** The next queue to look at that probably has messages, if there is one. */
  Optional<Look> next(long now) {
    turn = (turn + 1) % TURNS;
    for (int step = 0; step < Priorities.COUNT; step++) {
      int priority = turn == 0 ? Priorities.COUNT - 1 - step : step;
      if (!looking[priority] && isDue(priority, now)) {
        return Optional.of(new Look(priority, isOnlyPromise(priority) ? BRIEFLY : Duration.ZERO));
      }
    }
    return Optional.empty();
  }

  /** A look for somebody who has nothing to do, unless one is under way. */
  Optional<Look> idle(long now) {
    for (boolean one : looking) {
      if (one) {
        return Optional.empty();
      }
    }
    for (int priority = Priorities.FIRST + 1; priority < Priorities.COUNT; priority++) {
      long pause = PAUSE.toNanos() << Math.min(inVain[priority], MOST_DOUBLINGS);
      if (now - lookedAt[priority] >= pause) {
        return Optional.of(new Look(priority, BRIEFLY));
      }
    }
    return Optional.of(new Look(Priorities.FIRST, LONG));
  }

  void begin(Look look, long now) {
    looking[look.priority()] = true;
    promising[look.priority()] = false;
    lookedAt[look.priority()] = now;
  }

  /**
   * A look is over.
   *
   * @param found how many messages there were
   * @param asked how many were asked for
   */
  void end(Look look, int found, int asked, long now) {
    int priority = look.priority();
    looking[priority] = false;
    promising[priority] |= found == asked;
    if (look.mayWait() && now - lookedAt[priority] > AT_ONCE.toNanos()) {
      waitedAt = Optional.of(now);
    }
    if (found < asked && !hasLookedAround) {
      hasLookedAround = true;
      Arrays.fill(promising, true);
    }
    inVain[priority] = found > 0 ? 0 : inVain[priority] + 1;
    lookedAt[priority] = now;
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
   * @param patience for how long nothing better can be done than to wait there
   */
  record Look(int priority, Duration patience) {
    boolean mayWait() {
      return !patience.isZero();
    }
  }
}
