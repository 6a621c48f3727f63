package dev.lapwing.executor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the workers of this process have in hand: the tasks that they work on, each of them once,
 * and what they are trying again.
 */
final class WorkInHand {
  private static final Duration RECENT = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final Map<Long, Instant> claims = new ConcurrentHashMap<>();
  private final Map<Integer, RunFailure> troubles = new ConcurrentHashMap<>();
  private volatile Optional<GivenBack> givenBack = Optional.empty();
  private volatile Instant lastChange;

  WorkInHand(InstantSource clock) {
    this.clock = clock;
    this.lastChange = clock.instant();
  }

  /** Claims a task; false if another worker has. */
  boolean claim(long task) {
    lastChange = clock.instant();
    return claims.putIfAbsent(task, lastChange) == null;
  }

  /** The worker that claimed a task has nothing to do with it any more. */
  void release(long task) {
    claims.remove(task);
    lastChange = clock.instant();
  }

  /** A worker failed, and tries again. */
  void failed(int worker, RunFailure why) {
    troubles.put(worker, why);
  }

  /** A worker has succeeded, or given up. */
  void goesOn(int worker) {
    if (!troubles.isEmpty()) {
      troubles.remove(worker);
    }
  }

  /** A message was given back because of a failure; it will come again. */
  void gaveBack(RunFailure why) {
    givenBack = Optional.of(new GivenBack(why, clock.instant()));
  }

  /** Something that a worker is trying again. */
  Optional<RunFailure> trouble() {
    return troubles.values().stream().findFirst();
  }

  /** Why a message was given back lately. */
  Optional<RunFailure> recentlyGivenBack() {
    return givenBack.filter(last -> age(last.at()).compareTo(RECENT) < 0).map(GivenBack::why);
  }

  /** For how long no worker has begun or ended a task. */
  Duration still() {
    return age(lastChange);
  }

  /** The tasks that are worked on, the one that was begun first ahead. */
  List<Claim> claims() {
    return claims.entrySet().stream()
        .map(claim -> new Claim(claim.getKey(), age(claim.getValue())))
        .sorted(Comparator.comparing(Claim::age).reversed())
        .toList();
  }

  private Duration age(Instant since) {
    return Duration.between(since, clock.instant());
  }

  /** A task that is worked on, for how long. */
  record Claim(long task, Duration age) {}

  private record GivenBack(RunFailure why, Instant at) {}
}
