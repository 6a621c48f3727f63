package dev.lapwing.state.aws;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that end when they have had nothing to do for a while, and with the process. */
final class IdleThreads {
  private static final long IDLE_SECONDS = 10;

  private IdleThreads() {}

  /** Threads that do something at once. */
  static ExecutorService of(int count, String name) {
    var threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, name));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** Threads that do something at some time. */
  static ScheduledThreadPoolExecutor scheduled(int count, String name) {
    var threads = new ScheduledThreadPoolExecutor(count, task -> daemon(task, name));
    threads.setRemoveOnCancelPolicy(true);
    threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
