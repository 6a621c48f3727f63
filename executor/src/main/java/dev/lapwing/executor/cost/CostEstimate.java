package dev.lapwing.executor.cost;

import java.time.Duration;

/**
 * What a run on AWS is going to use. Everything is counted from the program's plan; the speed of
 * kernels and of storage, and what caches save, are {@link Assumptions}.
 *
 * <p>Executors come and go with the work: {@code expected} has them work all the time but for their
 * start and their last wait. {@code atMost} has all of them stay until the run ends.
 *
 * @param expected what it will use if all goes as assumed
 * @param atMost the same, but no executor leaves before the end
 * @param wall from the first executor's start to the end
 * @param executing by all executors together, as expected
 */
public record CostEstimate(Usage expected, Usage atMost, Duration wall, Duration executing) {

  /**
   * An estimate.
   *
   * @param work of the run
   * @param size of an executor
   * @param executors the most at once
   */
  public static CostEstimate of(
      Workload work, FunctionSize size, int executors, Assumptions assumptions) {
    if (executors < 1) {
      throw new IllegalArgumentException("A run needs 1 executor or more, not " + executors + ".");
    }
    return new Estimating(work, size, executors, assumptions).estimate();
  }
}
