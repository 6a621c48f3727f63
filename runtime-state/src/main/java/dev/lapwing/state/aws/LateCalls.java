package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Requests that may wait for company: what is noted is sent together with what is noted after it,
 * at the latest a moment after the first. Nobody waits for that, save who asks for it by {@link
 * #flush}. What could not be sent stays noted.
 *
 * @param <E> what is sent; the same is sent once
 */
final class LateCalls<E> {
  private final int most;
  private final ScheduledExecutorService timer;
  private final Call<E> call;
  private final Consumer<StoreException> onFailure;
  private final ReentrantLock underWay = new ReentrantLock();
  private final Set<E> noted = new LinkedHashSet<>();
  private Duration patience;
  private Optional<ScheduledFuture<?>> planned = Optional.empty();
  private boolean hurried;

  /**
   * Nothing is noted.
   *
   * @param most how many a request may have
   * @param patience how long an entry may wait for others
   * @param onFailure is told why what was due could not be sent yet
   */
  LateCalls(
      int most,
      Duration patience,
      ScheduledExecutorService timer,
      Call<E> call,
      Consumer<StoreException> onFailure) {
    this.most = most;
    this.patience = patience;
    this.timer = timer;
    this.call = call;
    this.onFailure = onFailure;
  }

  /** No entry waits longer than that from now on. */
  synchronized void within(Duration limit) {
    patience = patience.compareTo(limit) > 0 ? limit : patience;
  }

  /** Notes an entry; whether there are enough for a whole request. */
  synchronized boolean add(E entry) {
    noted.add(entry);
    if (planned.isEmpty()) {
      planned =
          Optional.of(
              timer.schedule(this::flushOnTime, patience.toMillis(), TimeUnit.MILLISECONDS));
    }
    return noted.size() >= most;
  }

  /** Whether an entry is noted. */
  synchronized boolean contains(E entry) {
    return noted.contains(entry);
  }

  /** Waits for the request that is under way, and sends none for these entries any more. */
  void forget(Predicate<E> entries) {
    underWay.lock();
    try {
      forgetNow(entries);
    } finally {
      underWay.unlock();
    }
  }

  /** Lets somebody else send what is noted, at once. */
  synchronized void hurry() {
    if (!hurried) {
      hurried = true;
      timer.execute(this::flushOnTime);
    }
  }

  /** Sends all that was noted; when this returns, no request is under way that began before. */
  void flush() throws StoreException {
    boolean more = true;
    while (more) {
      more = flushOnce();
    }
  }

  /** Makes one request with what is noted; whether there may be enough for another. */
  boolean flushOnce() throws StoreException {
    // One at a time: whoever comes second finds what the first could not send.
    underWay.lock();
    List<E> batch = take();
    boolean sent = batch.isEmpty();
    try {
      if (!sent) {
        call.perform(batch);
        sent = true;
      }
      return batch.size() == most;
    } finally {
      if (!sent) {
        restore(batch);
      }
      underWay.unlock();
    }
  }

  private synchronized List<E> take() {
    List<E> batch = noted.stream().limit(most).toList();
    batch.forEach(noted::remove);
    return batch;
  }

  private synchronized void restore(List<E> batch) {
    noted.addAll(batch);
  }

  private synchronized void forgetNow(Predicate<E> entries) {
    noted.removeIf(entries);
  }

  private void flushOnTime() {
    synchronized (this) {
      planned.ifPresent(future -> future.cancel(false));
      planned = Optional.empty();
      hurried = false;
    }
    try {
      flush();
    } catch (StoreException e) {
      onFailure.accept(e);
    } catch (RuntimeException | Error e) {
      onFailure.accept(new StoreException(e.toString(), e));
    }
  }

  /** One request. */
  @FunctionalInterface
  interface Call<E> {
    /** Makes it. */
    void perform(List<E> entries) throws StoreException;
  }
}
