package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A worker's claim on a message. Renewed by the run's timer, given up by the worker. */
final class Lease {
  private final TaskQueue queue;
  private final Delivery delivery;
  private final Duration length;
  private final Duration renewal;
  private final Stay stay;
  private final ReentrantLock lock = new ReentrantLock();
  private Instant renewedAt;
  private boolean ended;
  private volatile boolean lost;

  /**
   * A lease that has just begun.
   *
   * @param length how long it lasts without a renewal
   * @param stay the life of the holder, which no renewal outlasts
   */
  Lease(TaskQueue queue, Delivery delivery, Duration length, Instant receivedAt, Stay stay) {
    this.queue = queue;
    this.delivery = delivery;
    this.length = length;
    this.renewal = length.dividedBy(3);
    this.renewedAt = receivedAt;
    this.stay = stay;
  }

  Delivery delivery() {
    return delivery;
  }

  /** Renews the lease when a third of it has gone by. */
  void renewIfDue(Instant now) {
    LeaseRenewal.renewDue(queue, List.of(this), stay.atMost(length), now);
  }

  /**
   * Whether a third of the lease has gone by; then it cannot end until it is {@link #letGo let go}.
   * A lease that is just being ended is not due.
   */
  boolean holdIfDue(Instant now) {
    if (!lock.tryLock()) {
      return false;
    }
    boolean due = !ended && !lost && !now.isBefore(renewedAt.plus(renewal));
    if (!due) {
      lock.unlock();
    }
    return due;
  }

  void letGo() {
    lock.unlock();
  }

  /** The queue has answered. */
  void renewed(boolean held, Instant now) {
    lost = !held;
    renewedAt = now;
  }

  /** The queue has not answered. */
  void notRenewed(Instant now) {
    lost = now.isAfter(renewedAt.plus(length));
  }

  /** Whether another executor may have the message by now. Work goes on: it can be repeated. */
  boolean isLost() {
    return lost;
  }

  /** The work is done: nobody needs the message any more. */
  void delete() throws StoreException {
    end(() -> queue.delete(delivery));
  }

  /** The work cannot be done by anybody: the message is kept where somebody can look at it. */
  void reject(String reason) throws StoreException {
    end(() -> queue.reject(delivery, reason));
  }

  /** The work is not done: the message returns after a delay. */
  void giveBack(Duration delay) throws StoreException {
    end(() -> queue.renew(delivery, delay));
  }

  private void end(Ending ending) throws StoreException {
    lock.lock();
    try {
      ended = true;
      ending.perform();
    } finally {
      lock.unlock();
    }
  }

  /** What becomes of the message. */
  private interface Ending {
    void perform() throws StoreException;
  }
}
