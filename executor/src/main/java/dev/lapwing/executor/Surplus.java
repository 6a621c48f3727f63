package dev.lapwing.executor;

import java.time.Duration;
import java.util.List;

/**
 * Whether an executor that has just come is one too many. Those that have worked for some time
 * stay; of those that came together, the ones with the smaller names. So all agree on who leaves.
 */
final class Surplus {
  private static final int INTERVALS = 3;

  private Surplus() {}

  /** For how long after its arrival an executor asks. */
  static Duration probation(RunLimits limits) {
    return KnownExecutor.interval(limits).multipliedBy(INTERVALS);
  }

  /**
   * Whether it should leave.
   *
   * @param executor its name
   * @param live all executors that give signs of life
   * @param most how many there may be
   */
  static boolean includes(String executor, List<KnownExecutor> live, int most, Duration probation) {
    long before =
        live.stream()
            .filter(other -> !other.id().equals(executor))
            .filter(other -> staysBefore(executor, other, probation))
            .count();
    return before >= most;
  }

  private static boolean staysBefore(String executor, KnownExecutor other, Duration probation) {
    return other.details().age().compareTo(probation) >= 0 || other.id().compareTo(executor) < 0;
  }
}
