package dev.lapwing.executor.cost;

import java.time.Duration;

/** The arithmetic of an estimate; seconds everywhere. */
record Estimating(Workload work, FunctionSize size, int executors, Assumptions assumptions) {
  private static final double GIGABYTE = 1L << 30;
  private static final double SECONDS_PER_MONTH = 730 * 3600;
  private static final double POLL_SECONDS = 20;
  private static final double TRACE_SECONDS = 30;
  private static final int PRIORITY_CLASSES = 3;

  /** Eight tasks share an item: its keys and marks, and a set of edges for each task. */
  private static final int TASKS_PER_ITEM = 8;

  private static final double ITEM_BYTES = 200;
  private static final double EDGE_BYTES = 4;
  private static final double WRITE_UNIT = 1024;

  CostEstimate estimate() {
    double wall = wall();
    double longest = executors * (wall + seconds(assumptions.idle()));
    double executing =
        Math.min(
            longest,
            busy() + executors * (seconds(assumptions.start()) + seconds(assumptions.idle())));
    return new CostEstimate(
        usage(wall, executing), usage(wall, longest), duration(wall), duration(executing));
  }

  /** By all executors together: computing hides behind transfers, or transfers behind computing. */
  private double busy() {
    double computing = work.flops() / (assumptions.gigaflopsPerCore() * 1e9 * size.cores());
    double bytes = work.bytesRead() * (1 - assumptions.cached()) + work.bytesWritten();
    return Math.max(computing, bytes / (assumptions.megabytesPerSecond() * 1e6));
  }

  /** No shorter than the work shared out, and no shorter than the longest chain. */
  private double wall() {
    double chain =
        work.criticalFlops() / (assumptions.gigaflopsPerCore() * 1e9 * Math.min(1, size.cores()))
            + work.criticalTasks() * seconds(assumptions.taskLatency());
    return seconds(assumptions.start()) + Math.max(busy() / executors, chain);
  }

  private Usage usage(double wall, double executing) {
    long invocations = executors * (long) Math.ceil(wall / size.timeoutSeconds());
    double beats = executing / seconds(assumptions.heartbeat());
    return Usage.ofFunction(invocations, size.memoryMegabytes(), duration(executing))
        .plus(Usage.of(Charge.S3_READ, (double) work.tilesRead() * (1 - assumptions.cached())))
        .plus(Usage.of(Charge.S3_WRITE, (double) work.tilesWritten()))
        .plus(Usage.of(Charge.S3_WRITE, invocations + executing / TRACE_SECONDS))
        .plus(
            Usage.of(Charge.S3_STORAGE, work.bytesWritten() / GIGABYTE * wall / SECONDS_PER_MONTH))
        .plus(Usage.of(Charge.SQS_REQUEST, queueRequests(executing)))
        .plus(
            Usage.of(
                Charge.DYNAMODB_WRITE,
                work.tasks() * assumptions.updatesPerTask() * unitsPerUpdate() + beats))
        .plus(Usage.of(Charge.DYNAMODB_READ, work.tasks() * assumptions.readsPerTask()))
        .plus(Usage.of(Charge.LOG_GIGABYTE, invocations * assumptions.logBytes() / GIGABYTE));
  }

  /** Whoever has nothing to do waits in long polls, one for each priority class. */
  private double queueRequests(double executing) {
    return work.tasks() * assumptions.queueRequestsPerTask()
        + PRIORITY_CLASSES * executing / POLL_SECONDS;
  }

  private double unitsPerUpdate() {
    double edges = work.tasks() == 0 ? 0 : (double) work.tilesRead() / work.tasks();
    return Math.ceil((ITEM_BYTES + TASKS_PER_ITEM * edges * EDGE_BYTES) / WRITE_UNIT);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() * 1e-9;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
