package dev.lapwing.executor;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an executor works on a run that does not end. Immutable: every method gives a changed
 * copy.
 *
 * @param life how long this executor can live from now on, if that is bounded: it holds no lease
 *     beyond that
 * @param notice how long before the end of its life it takes no more tasks, at the least; half as
 *     much again as its longest task, if that is more
 * @param idle how long it waits for a task, if not for ever
 */
public record WorkLimits(Optional<Duration> life, Duration notice, Optional<Duration> idle) {
  private static final WorkLimits UNLIMITED =
      new WorkLimits(Optional.empty(), Duration.ofSeconds(2), Optional.empty());

  /** A time that has no sense is refused. */
  public WorkLimits {
    life.ifPresent(time -> requirePositive("life", time));
    idle.ifPresent(time -> requirePositive("idle", time));
    if (notice.isNegative()) {
      throw new IllegalArgumentException("notice must not be negative, but is " + notice);
    }
  }

  /** Until the run ends. */
  public static WorkLimits unlimited() {
    return UNLIMITED;
  }

  /** No longer than a life. */
  public WorkLimits withLife(Duration newLife) {
    return new WorkLimits(Optional.of(newLife), notice, idle);
  }

  /** With another notice before the end of life. */
  public WorkLimits withNotice(Duration newNotice) {
    return new WorkLimits(life, newNotice, idle);
  }

  /** Until nothing has come for so long. */
  public WorkLimits withIdle(Duration newIdle) {
    return new WorkLimits(life, notice, Optional.of(newIdle));
  }

  private static void requirePositive(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, but is " + time);
    }
  }
}
