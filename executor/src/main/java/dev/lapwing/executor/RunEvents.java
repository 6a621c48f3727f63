package dev.lapwing.executor;

import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.state.RunTable.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from workers to observers, through one bounded queue and one thread. Without
 * observers there is neither, and an event is not even made.
 */
final class RunEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);
  private static final int CAPACITY = 1 << 16;
  private static final long PATIENCE_MILLIS = 2000;

  private final long start = System.nanoTime();
  private final List<RunObserver> observers;
  private final BlockingQueue<RunEvent> queue;
  private final AtomicLong dropped = new AtomicLong();
  private final Optional<Thread> thread;

  RunEvents(String run, List<RunObserver> observers) {
    this.observers = new CopyOnWriteArrayList<>(observers);
    this.queue = new ArrayBlockingQueue<>(observers.isEmpty() ? 1 : CAPACITY);
    this.thread = observers.isEmpty() ? Optional.empty() : Optional.of(start(run));
  }

  /** Nanoseconds since the run started here. */
  long now() {
    return System.nanoTime() - start;
  }

  boolean isHeard() {
    return !observers.isEmpty();
  }

  /** Tells an event, made from the time, or drops it if observers are too far behind. */
  void tell(LongFunction<RunEvent> event) {
    if (isHeard() && !queue.offer(event.apply(now()))) {
      dropped.incrementAndGet();
    }
  }

  /** Tells the last event, and waits for observers to catch up, but not for ever. */
  void end(RunStatus status, String reason) throws InterruptedException {
    if (thread.isEmpty()) {
      return;
    }
    var ended = new RunEnded(now(), status, reason, dropped.get());
    if (queue.offer(ended, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      thread.get().join(PATIENCE_MILLIS);
    }
    if (thread.get().isAlive()) {
      LOG.warn("An observer has not kept up with its run; the run ends without it");
      thread.get().interrupt();
    }
  }

  private Thread start(String run) {
    var delivery = new Thread(this::deliver, "lapwing-events-" + run);
    delivery.setDaemon(true);
    delivery.start();
    return delivery;
  }

  private void deliver() {
    try {
      RunEvent event;
      do {
        event = queue.take();
        tellAll(event);
      } while (!(event instanceof RunEnded));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellAll(RunEvent event) {
    observers.removeIf(observer -> !tell(observer, event));
  }

  private static boolean tell(RunObserver observer, RunEvent event) {
    try {
      observer.onEvent(event);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("An observer failed at {} and is told no more", event, e);
      return false;
    }
  }
}
