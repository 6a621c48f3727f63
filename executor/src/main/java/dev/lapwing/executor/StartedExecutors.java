package dev.lapwing.executor;

import dev.lapwing.executor.Fleet.Shortfall;
import dev.lapwing.executor.StartMemo.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The executors that were started and have not yet given a sign of life. Who gives one for the
 * first time is taken for the one that was started the longest ago. Who gives none in time is not
 * expected any more, so that others are started in its place; but it may only be slow, on a machine
 * that has too much to do, or be held back by its fleet, and for as long as it may come it counts
 * against the most that there may be.
 */
final class StartedExecutors {
  private static final int SLOWNESS = 6;

  private final Duration startUp;
  private final Duration memory;
  private final Deque<Instant> unseen = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private int seenBefore;
  private int came;

  /**
   * Nobody was started.
   *
   * @param startUp how long an executor may need to its first sign of life
   * @param longestWait how long its fleet may hold it back before it begins
   */
  StartedExecutors(Duration startUp, Duration longestWait) {
    this.startUp = startUp;
    Duration slow = startUp.multipliedBy(SLOWNESS);
    Duration held = longestWait.plus(startUp);
    this.memory = held.compareTo(slow) > 0 ? held : slow;
  }

  /**
   * Takes over from another. When it wrote its memo nobody knows; so its starts are taken for later
   * than they were, and count for longer.
   */
  void follow(StartMemo memo, Instant now) {
    seen.clear();
    unseen.clear();
    came = 0;
    seenBefore = memo.seen();
    memo.batches().forEach(batch -> started(batch.executors(), now.minus(batch.age())));
  }

  /** What whoever follows must know, if so many more are about to be started. */
  StartMemo memo(int starting, Instant now) {
    StartMemo memo = new StartMemo(Math.max(seen.size(), seenBefore));
    for (Instant start : unseen) {
      memo = memo.with(new Batch(1, Duration.between(start, now)));
    }
    return starting == 0 ? memo : memo.with(new Batch(starting, Duration.ZERO));
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
   * @param known the names of all executors that ever gave a sign of life
   */
  void observe(Collection<String> known, Instant now) {
    for (String name : known) {
      if (seen.add(name) && seen.size() > seenBefore && unseen.pollFirst() != null) {
        came++;
      }
    }
    Instant lost = now.minus(memory);
    while (!unseen.isEmpty() && !unseen.peekFirst().isAfter(lost)) {
      unseen.removeFirst();
    }
    came = unseen.isEmpty() ? 0 : came;
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

  /** Of those that should have come since all had, how many have; empty if they all have. */
  Optional<Shortfall> shortfall(Instant now) {
    int late = possible() - expected(now);
    return late == 0 ? Optional.empty() : Optional.of(new Shortfall(came + late, came, startUp));
  }
}
