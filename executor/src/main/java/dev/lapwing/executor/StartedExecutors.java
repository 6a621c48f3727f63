package dev.lapwing.executor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The executors that were started and have not yet given a sign of life. Who gives one for the
 * first time is taken for the one that was started the longest ago; who gives none in time is not
 * expected any more.
 */
final class StartedExecutors {
  private final Duration startUp;
  private final Deque<Instant> expected = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * Nobody is expected.
   *
   * @param startUp how long an executor may need to its first sign of life
   */
  StartedExecutors(Duration startUp) {
    this.startUp = startUp;
  }

  /** Executors were started. */
  void started(int count, Instant now) {
    for (int i = 0; i < count; i++) {
      expected.addLast(now);
    }
  }

  /**
   * How many are still expected.
   *
   * @param known the names of all executors that have given a sign of life lately
   */
  int stillExpected(Collection<String> known, Instant now) {
    for (String name : known) {
      if (seen.add(name)) {
        expected.pollFirst();
      }
    }
    while (!expected.isEmpty() && !now.isBefore(expected.peekFirst().plus(startUp))) {
      expected.removeFirst();
    }
    return expected.size();
  }
}
