package dev.lapwing.executor.cost;

import java.time.Duration;

/**
 * What an estimate takes for granted, because it is known only afterwards.
 *
 * @param gigaflopsPerCore speed of kernels on the time of one processor
 * @param megabytesPerSecond what one executor reads and writes
 * @param taskLatency what reading, writing and telling adds to each task of the longest chain
 * @param cached the share of reads that an executor's cache answers
 * @param updatesPerTask writes of items for each task
 * @param readsPerTask reads of items for each task
 * @param queueRequestsPerTask requests to queues for each task
 * @param start from the invocation of an executor to its first task
 * @param idle how long an executor waits for work before it leaves
 * @param heartbeat how often an executor gives a sign of life
 * @param logBytes log lines of an executor
 */
public record Assumptions(
    double gigaflopsPerCore,
    double megabytesPerSecond,
    Duration taskLatency,
    double cached,
    double updatesPerTask,
    double readsPerTask,
    double queueRequestsPerTask,
    Duration start,
    Duration idle,
    Duration heartbeat,
    long logBytes) {

  /**
   * Half of what a core with AVX2 can do, for a hyperthread; 600 Mbit/s, as is commonly measured in
   * Lambda; requests as the bounds that the engine's own tests keep.
   */
  public static Assumptions defaults() {
    return new Assumptions(
        20,
        75,
        Duration.ofMillis(100),
        0.25,
        3,
        1,
        0.5,
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        10_000);
  }

  /** The same with another speed of kernels. */
  public Assumptions withGigaflopsPerCore(double gigaflops) {
    if (!(gigaflops > 0)) {
      throw new IllegalArgumentException("A speed is more than 0 Gflop/s, not " + gigaflops + ".");
    }
    return new Assumptions(
        gigaflops,
        megabytesPerSecond,
        taskLatency,
        cached,
        updatesPerTask,
        readsPerTask,
        queueRequestsPerTask,
        start,
        idle,
        heartbeat,
        logBytes);
  }
}
