package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.time.Instant;

/** A worker's claim on a message. Renewed by the run's timer, given up by the worker. */
final class Lease {
  private final TaskQueue queue;
  private final Delivery delivery;
  private final Duration length;
  private final Duration renewal;
  private final Stay stay;
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
  synchronized void renewIfDue(Instant now) {
    if (ended || lost || now.isBefore(renewedAt.plus(renewal))) {
      return;
    }
    Duration wanted = stay.atMost(length);
    if (wanted.isNegative() || wanted.isZero()) {
      return;
    }
    try {
      lost = !queue.renew(delivery, wanted);
      renewedAt = now;
    } catch (StoreException e) {
      // It may or may not have been renewed: the next tick tries again, until the lease is over.
      lost = now.isAfter(renewedAt.plus(length));
    }
  }

  /** Whether another executor may have the message by now. Work goes on: it can be repeated. */
  boolean isLost() {
    return lost;
  }

  /** The work is done: nobody needs the message any more. */
  synchronized void delete() throws StoreException {
    ended = true;
    queue.delete(delivery);
  }

  /** The work cannot be done by anybody: the message is kept where somebody can look at it. */
  synchronized void reject(String reason) throws StoreException {
    ended = true;
    queue.reject(delivery, reason);
  }

  /** The work is not done: the message returns after a delay. */
  synchronized void giveBack(Duration delay) throws StoreException {
    ended = true;
    queue.renew(delivery, delay);
  }
}
