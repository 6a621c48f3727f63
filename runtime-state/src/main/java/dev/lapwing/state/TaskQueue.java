package dev.lapwing.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ready tasks of a run. Delivery is at least once and in no promised order, though more urgent
 * tasks tend to come first. A delivered message is invisible to others for the length of its lease;
 * unless it is deleted before the lease ends, it is delivered again.
 */
public interface TaskQueue extends AutoCloseable {

  /**
   * A queue in the memory of this process, most urgent first, equally urgent in the order sent.
   *
   * @param clock tells when leases end and how long to wait; with a clock that tests own, receive
   *     with no wait
   */
  static TaskQueue inMemory(InstantSource clock) {
    return new MemoryTaskQueue(new MemoryMessages(clock));
  }

  /**
   * Makes the queue ready to be sent to, if it needs that; harmless when repeated. Whoever begins a
   * run or puts it back to work does it; to everybody else a queue that is not ready is empty.
   */
  default void prepare() throws StoreException {}

  /** Makes tasks available. A task may be sent more than once. */
  void send(List<TaskMessage> messages) throws StoreException;

  /**
   * The same, by one who receives next: for one of the messages nobody else has to be woken. Should
   * the sender not come, it waits until others look by themselves.
   */
  default void sendBeforeReceiving(List<TaskMessage> messages) throws StoreException {
    send(messages);
  }

  /**
   * Receives up to {@code limit} messages, waiting for the first no longer than {@code wait}.
   *
   * @return the deliveries, none if nothing came in time
   * @throws PermanentStoreException if the queue is gone, with the run or not
   */
  List<Delivery> receive(int limit, Duration lease, Duration wait)
      throws StoreException, InterruptedException;

  /**
   * Lets the lease of a delivery end {@code lease} from now; zero gives the message back at once. A
   * service may round a lease up to whole seconds.
   *
   * @return false if the lease was lost: it had ended and somebody else has the message, or the
   *     message was deleted. A lease that has ended may count as lost or as renewed: a service may
   *     take an old receipt for the newest
   */
  boolean renew(Delivery delivery, Duration lease) throws StoreException;

  /**
   * Renews many leases, in as few requests as the queue can.
   *
   * @return the deliveries whose lease was lost
   */
  default Set<Delivery> renew(Collection<Delivery> deliveries, Duration lease)
      throws StoreException {
    Set<Delivery> lost = new HashSet<>();
    for (Delivery delivery : deliveries) {
      if (!renew(delivery, lease)) {
        lost.add(delivery);
      }
    }
    return lost;
  }

  /**
   * Deletes the message of a delivery; harmless when repeated. If the lease has ended, the message
   * may stay, or go although somebody else has it by now. Where deleting costs a request, it may
   * happen some seconds later, together with others: a process that dies before leaves the message.
   */
  void delete(Delivery delivery) throws StoreException;

  /**
   * Deletes a message that nobody can do anything with. A queue that has a place for such messages
   * keeps it there, with the reason.
   */
  default void reject(Delivery delivery, String reason) throws StoreException {
    delete(delivery);
  }

  /** How many messages wait and how many are under a lease: approximate where the service is. */
  Depth depth() throws StoreException;

  /**
   * Lets those who wait in {@link #receive} return with nothing. What the queue does later it still
   * does later: it is to be closed all the same.
   */
  default void stopReceiving() throws StoreException {
    close();
  }

  /**
   * The same, for good: what was to happen later happens before this returns. The messages stay
   * that were not deleted.
   */
  @Override
  void close() throws StoreException;

  /**
   * A ready task.
   *
   * @param task the task's name in the run's task graph
   * @param urgency larger is served earlier. A queue with few classes of urgency takes it for a
   *     share, from 0 to 1, of the run's longest path, and serves tasks of one class in any order
   */
  record TaskMessage(long task, double urgency) {
    public TaskMessage {
      if (Double.isNaN(urgency)) {
        throw new IllegalArgumentException("The urgency of task " + task + " is not a number.");
      }
    }
  }

  /**
   * A message under a lease.
   *
   * @param message what was sent
   * @param receipt names this delivery, not the message
   * @param receiveCount how often the message was delivered, this time included
   */
  record Delivery(TaskMessage message, String receipt, int receiveCount) {}

  /** Messages that wait, and messages under a lease. */
  record Depth(long waiting, long leased) {}
}
