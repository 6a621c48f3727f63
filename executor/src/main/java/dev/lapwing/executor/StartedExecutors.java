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
 * first time is taken for the one that was started the longest ago. Who gives none in time is not
 * expected any more, so that others are started in its place; but it may only be slow, on a machine
 * that has too much to do, and for much longer it counts against the most that there may be.
 */
final class StartedExecutors {
  private static final int SLOWNESS = 6;

  private final Duration startUp;
  private final Deque<Instant> unseen = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * Nobody was started.
   *
   * @param startUp how long an executor may need to its first sign of life
   */
  StartedExecutors(Duration startUp) {
    this.startUp = startUp;
  }

  /** Executors were started. */
  void started(int count, Instant now) {
    for (int i = 0; i < count; i++) {
      unseen.addLast(now);
    }
  }

  /**
   * Looks who has come.
   *
   * @param known the names of all executors that have given a sign of life lately
   */
  void observe(Collection<String> known, Instant now) {
    for (String name : known) {
      if (seen.add(name)) {
        unseen.pollFirst();
      }
    }
    Instant lost = now.minus(startUp.multipliedBy(SLOWNESS));
    while (!unseen.isEmpty() && !unseen.peekFirst().isAfter(lost)) {
      unseen.removeFirst();
    }
  }

  /** How many should come soon. */
  int expected(Instant now) {
    Instant late = now.minus(startUp);
    return (int) unseen.stream().filter(start -> start.isAfter(late)).count();
  }

  /** How many may come at all. */
  int possible() {
    return unseen.size();
  }
}
