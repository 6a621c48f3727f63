package dev.lapwing.executor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long this process stays with a run that does not end. Once its stay is over it begins no
 * task, ends those that it has begun, and leaves their children to others.
 */
final class Stay {
  private final WorkLimits limits;
  private final InstantSource clock;
  private final Instant begun;
  private final AtomicReference<Optional<StopReason>> over =
      new AtomicReference<>(Optional.empty());
  private volatile Optional<Instant> lastWork = Optional.empty();
  private volatile Duration longestTask = Duration.ZERO;

  Stay(WorkLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** A stay that lasts as long as the run. */
  static Stay toTheEnd(InstantSource clock) {
    return new Stay(WorkLimits.unlimited(), clock);
  }

  /** Whether no task is to be begun any more. */
  boolean isOver() {
    if (over.get().isEmpty() && left().filter(this::isShort).isPresent()) {
      end(StopReason.LIFE_OVER);
    }
    return over.get().isPresent();
  }

  /** Why it is over, if it is. */
  Optional<StopReason> reason() {
    return over.get();
  }

  /** Ends it; the first reason stands. */
  void end(StopReason why) {
    over.compareAndSet(Optional.empty(), Optional.of(why));
  }

  /** How long it has lasted. */
  Duration age() {
    return Duration.between(begun, clock.instant());
  }

  /** There is something to do. */
  void worked() {
    lastWork = Optional.of(clock.instant());
  }

  /** A task has been brought to its end. */
  void taskTook(Duration time) {
    worked();
    longestTask = time.compareTo(longestTask) > 0 ? time : longestTask;
  }

  /**
   * There is nothing to do just now: if that has lasted for too long, the stay is over. It lasts
   * since the first look: what an executor needs to begin is not idleness.
   */
  void endIfIdle() {
    if (lastWork.isEmpty()) {
      worked();
    }
    Duration still = Duration.between(lastWork.orElseThrow(), clock.instant());
    if (limits.idle().filter(patience -> still.compareTo(patience) >= 0).isPresent()) {
      end(StopReason.IDLE);
    }
  }

  /** As much of a lease as fits into the life that is left; zero or less if nothing is. */
  Duration atMost(Duration lease) {
    return left().filter(time -> time.compareTo(lease) < 0).orElse(lease);
  }

  private Optional<Duration> left() {
    return limits.life().map(life -> life.minus(age()));
  }

  private boolean isShort(Duration left) {
    Duration task = longestTask.multipliedBy(3).dividedBy(2);
    return left.compareTo(task.compareTo(limits.notice()) > 0 ? task : limits.notice()) <= 0;
  }
}
