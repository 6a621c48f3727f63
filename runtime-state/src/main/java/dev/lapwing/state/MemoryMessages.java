package dev.lapwing.state;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The messages of a queue in memory: a heap of those that wait, most urgent first, and the leases
 * in the order of their ends. Those who wait for messages sleep until one arrives or the first
 * lease ends.
 */
final class MemoryMessages {
  private static final Comparator<Message> MOST_URGENT_FIRST =
      Comparator.comparingDouble((Message message) -> -message.content.urgency())
          .thenComparingLong(message -> message.serial);
  private static final Comparator<Lease> FIRST_TO_END_FIRST =
      Comparator.comparing((Lease lease) -> lease.end).thenComparingLong(lease -> lease.serial);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Message> waiting = new PriorityQueue<>(MOST_URGENT_FIRST);
  private final Map<String, Lease> leases = new HashMap<>();
  private final TreeSet<Lease> leasesByEnd = new TreeSet<>(FIRST_TO_END_FIRST);
  private Instant latestWakeUp = Instant.MIN;
  private long serial;

  MemoryMessages(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds messages, and wakes so many of those who wait. */
  void send(List<TaskMessage> messages, int wakeUps) {
    lock.lock();
    try {
      for (TaskMessage message : messages) {
        waiting.add(new Message(message, serial++));
      }
      for (int woken = 0; woken < wakeUps; woken++) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Receives messages.
   *
   * @param givenUp whether the receiver does not want to wait any more; looked at after every
   *     {@link #wakeAll}
   */
  List<Delivery> receive(int limit, Duration lease, Duration wait, BooleanSupplier givenUp)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      awaitMessage(wait, givenUp);
      return deliver(limit, clock.instant().plus(lease));
    } finally {
      lock.unlock();
    }
  }

  boolean renew(Delivery delivery, Duration lease) {
    lock.lock();
    try {
      Instant now = clock.instant();
      returnExpired(now);
      Lease held = leases.remove(delivery.receipt());
      if (held == null) {
        return false;
      }
      leasesByEnd.remove(held);
      if (lease.isZero()) {
        makeAvailable(held.message);
      } else {
        addLease(held.until(now.plus(lease)));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void delete(Delivery delivery) {
    lock.lock();
    try {
      Lease held = leases.remove(delivery.receipt());
      if (held != null) {
        leasesByEnd.remove(held);
      }
    } finally {
      lock.unlock();
    }
  }

  Depth depth() {
    lock.lock();
    try {
      returnExpired(clock.instant());
      return new Depth(waiting.size(), leases.size());
    } finally {
      lock.unlock();
    }
  }

  /** Lets everyone who waits look whether they still want to. */
  void wakeAll() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitMessage(Duration wait, BooleanSupplier givenUp) throws InterruptedException {
    Instant now = clock.instant();
    Instant deadline = now.plus(wait);
    returnExpired(now);
    while (waiting.isEmpty() && now.isBefore(deadline) && !givenUp.getAsBoolean()) {
      changed.await(untilSomethingMayChange(now, deadline), TimeUnit.NANOSECONDS);
      now = clock.instant();
      returnExpired(now);
    }
  }

  /** The time until the deadline or, if that is earlier, the end of the first lease. */
  private long untilSomethingMayChange(Instant now, Instant deadline) {
    boolean leaseEndsFirst = !leasesByEnd.isEmpty() && leasesByEnd.first().end.isBefore(deadline);
    Instant wakeUp = leaseEndsFirst ? leasesByEnd.first().end : deadline;
    latestWakeUp = latestWakeUp.isBefore(wakeUp) ? wakeUp : latestWakeUp;
    return Duration.between(now, wakeUp).toNanos();
  }

  private List<Delivery> deliver(int limit, Instant end) {
    List<Delivery> deliveries = new ArrayList<>(Math.min(limit, waiting.size()));
    while (deliveries.size() < limit && !waiting.isEmpty()) {
      Message message = waiting.poll();
      message.receiveCount++;
      var lease = new Lease(message, "lease-" + serial, serial++, end);
      addLease(lease);
      deliveries.add(new Delivery(message.content, lease.receipt, message.receiveCount));
    }
    return deliveries;
  }

  private void addLease(Lease lease) {
    leases.put(lease.receipt, lease);
    leasesByEnd.add(lease);
    if (lease.end.isBefore(latestWakeUp)) {
      // Somebody may sleep past the end of this lease.
      changed.signalAll();
    }
  }

  private void returnExpired(Instant now) {
    while (!leasesByEnd.isEmpty() && !now.isBefore(leasesByEnd.first().end)) {
      Lease ended = leasesByEnd.pollFirst();
      leases.remove(ended.receipt);
      makeAvailable(ended.message);
    }
  }

  private void makeAvailable(Message message) {
    waiting.add(message);
    changed.signal();
  }

  /** A message that waits or is under a lease. */
  private static final class Message {
    private final TaskMessage content;
    private final long serial;
    private int receiveCount;

    Message(TaskMessage content, long serial) {
      this.content = content;
      this.serial = serial;
    }
  }

  /** A claim on a message until an instant. */
  private record Lease(Message message, String receipt, long serial, Instant end) {
    Lease until(Instant later) {
      return new Lease(message, receipt, serial, later);
    }
  }
}
