package dev.lapwing.executor;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The threads that renew leases and give signs of life, for all runs of an executor. */
final class LeaseTimer {
  private static final int THREADS = 2;

  private LeaseTimer() {}

  static ScheduledExecutorService start() {
    var timer =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              var thread = new Thread(task, "lapwing-leases");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
