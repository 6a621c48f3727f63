package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.aws.Attention.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receivers of one process that wait for tasks of one run, and the requests that are made for
 * all of them together. A request asks for as many messages as there are receivers; it is made by a
 * thread of its own, because a request cannot be interrupted and a receiver can. What comes when
 * nobody waits is kept a moment for the next receiver, and given back then.
 */
final class Receiving {
  private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
  private static final Duration UNCLAIMED = Duration.ofSeconds(2);
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(5);

  private final Polling polling;
  private final ScheduledExecutorService threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Receiver> receivers = new ArrayList<>();
  private final Unclaimed unclaimed = new Unclaimed();
  private final Attention attention = new Attention(System.nanoTime());
  private final Foresight foresight = new Foresight(System.nanoTime());
  private Optional<ScheduledFuture<?>> returning = Optional.empty();
  private int asked;
  private int underWay;
  private boolean closed;

  /**
   * Nobody waits.
   *
   * @param threads make the requests, and give back what nobody wants: one for each priority class
   */
  Receiving(Polling polling, ScheduledExecutorService threads) {
    this.polling = polling;
    this.threads = threads;
  }

  /** Waits for up to {@code limit} messages, at least one if any comes in time. */
  List<Delivery> await(int limit, Duration lease, Duration wait)
      throws StoreException, InterruptedException {
    var receiver = new Receiver(limit, lease);
    long left = wait.toNanos();
    lock.lockInterruptibly();
    try {
      receivers.add(receiver);
      unclaimed.serve(receivers);
      while (!receiver.isOver() && !closed && left > 0) {
        look();
        left = changed.awaitNanos(left);
      }
      List<Delivery> deliveries = receiver.result();
      deliveries.forEach(delivery -> foresight.begun(System.nanoTime()));
      return deliveries;
    } catch (InterruptedException e) {
      unclaimed.add(receiver.taken(), lease);
      returnSoon();
      throw e;
    } finally {
      receivers.remove(receiver);
      lock.unlock();
    }
  }

  /** What is here already. */
  List<Delivery> takeUnclaimed(int limit, Duration lease) throws StoreException {
    lock.lock();
    try {
      var receiver = new Receiver(limit, lease);
      unclaimed.serve(List.of(receiver));
      return receiver.result();
    } finally {
      lock.unlock();
    }
  }

  /** The queue of a class has got a message from this process. */
  void promise(int priority) {
    lock.lock();
    try {
      attention.promise(priority);
      look();
    } finally {
      lock.unlock();
    }
  }

  /** Whether tasks are taken as soon as they come, as far as this process sees. */
  boolean isScarce() {
    lock.lock();
    try {
      return attention.isScarce(System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  /** Lets everybody who waits leave, and gives back what nobody has claimed. */
  void close() throws StoreException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    giveBack();
  }

  /**
   * The same, and waits a moment for the requests that are under way, and gives back what they
   * bring: if this process is stopped afterwards, it returns only when its lease ends.
   */
  void leave() throws StoreException {
    close();
    awaitRequests();
    giveBack();
  }

  private void awaitRequests() {
    long left = LAST_REQUESTS.toNanos();
    lock.lock();
    try {
      while (underWay > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the requests that the receivers need and that are not under way. */
  private void look() {
    boolean more = true;
    while (more && wanted() > asked) {
      Optional<Look> next =
          attention.next(System.nanoTime()).or(() -> attention.idle(System.nanoTime()));
      next.ifPresent(look -> begin(look, wanted() - asked));
      more = next.isPresent();
    }
  }

  private int wanted() {
    return closed ? 0 : receivers.stream().mapToInt(Receiver::wanted).sum();
  }

  private void begin(Look look, int number) {
    int limit = Math.min(number + foresight.messages(System.nanoTime()), Incoming.MOST);
    Duration lease = receivers.get(0).lease();
    attention.begin(look, System.nanoTime());
    // A request that may wait for long promises nothing: others may be made beside it.
    int promised = look.mayWait() ? 0 : limit;
    asked += promised;
    underWay++;
    threads.execute(
        () -> {
          try {
            poll(look, limit, lease, promised);
          } finally {
            ended();
          }
        });
  }

  private void poll(Look look, int limit, Duration lease, int promised) {
    long begun = System.nanoTime();
    List<Delivery> deliveries = List.of();
    Optional<StoreException> failure = Optional.empty();
    boolean over;
    try {
      deliveries = polling.receive(look.priority(), limit, lease, look.patience());
    } catch (StoreException e) {
      failure = Optional.of(e);
    } catch (RuntimeException | Error e) {
      failure = Optional.of(new StoreException("Receiving tasks failed: " + e, e));
    }
    lock.lock();
    try {
      if (deliveries.isEmpty() && failure.isEmpty()) {
        waitOut(begun + look.patience().toNanos());
      }
      asked -= promised;
      attention.end(look, deliveries.size(), limit, System.nanoTime());
      foresight.requested(deliveries.size() == limit);
      failure.ifPresent(e -> receivers.forEach(receiver -> receiver.fail(e)));
      unclaimed.add(deliveries, lease);
      unclaimed.serve(receivers);
      changed.signalAll();
      over = closed;
      if (!over) {
        returnSoon();
      }
    } finally {
      lock.unlock();
    }
    if (over) {
      giveBackOnTime();
    }
  }

  private void ended() {
    lock.lock();
    try {
      underWay--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A queue that does not exist, or a service that does not wait, is not asked without a pause. */
  private void waitOut(long end) {
    try {
      long left = end - System.nanoTime();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void returnSoon() {
    boolean planned = returning.filter(future -> !future.isDone()).isPresent();
    if (!unclaimed.isEmpty() && (closed || !planned)) {
      Duration delay = closed ? Duration.ZERO : UNCLAIMED;
      returning =
          Optional.of(
              threads.schedule(this::giveBackOnTime, delay.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private void giveBackOnTime() {
    try {
      giveBack();
    } catch (StoreException e) {
      LOG.debug("Messages that nobody wants return when their leases end: {}", e.getMessage());
    }
  }

  private void giveBack() throws StoreException {
    List<Delivery> unwanted;
    lock.lock();
    try {
      unwanted = unclaimed.removeAll();
      if (!unwanted.isEmpty()) {
        foresight.unwanted();
      }
    } finally {
      lock.unlock();
    }
    if (!unwanted.isEmpty()) {
      polling.giveBack(unwanted);
    }
  }

  /** The requests that are made for receivers. */
  interface Polling {
    /** Receives from the queue of a class. */
    List<Delivery> receive(int priority, int limit, Duration lease, Duration wait)
        throws StoreException;

    /** Lets others have what nobody here wants. */
    void giveBack(List<Delivery> deliveries) throws StoreException;
  }
}
