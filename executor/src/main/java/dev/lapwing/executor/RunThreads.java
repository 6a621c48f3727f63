package dev.lapwing.executor;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of an executor, for all its runs one after the other and several at once: starting a
 * thread takes as long as a small task.
 *
 * @param workers as many threads as workers work; those that nobody needs end after some time
 * @param timer renews leases and gives signs of life
 */
record RunThreads(ExecutorService workers, ScheduledExecutorService timer)
    implements AutoCloseable {
  private static final long IDLE_SECONDS = 10;

  /** Threads that are started when they are needed. */
  static RunThreads start() {
    return new RunThreads(
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            RunThreads::worker),
        LeaseTimer.start());
  }

  boolean isClosed() {
    return timer.isShutdown();
  }

  /** Ends them when they have nothing to do any more. */
  @Override
  public void close() {
    timer.shutdown();
    workers.shutdown();
  }

  private static Thread worker(Runnable work) {
    var thread = new Thread(work, "lapwing-worker");
    thread.setDaemon(true);
    return thread;
  }
}
