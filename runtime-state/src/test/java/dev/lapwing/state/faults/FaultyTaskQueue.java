package dev.lapwing.state.faults;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue that does everything the contract allows: messages come twice, in any order, to two
 * receivers at once, or only at the next try; operations fail before or after their effect.
 *
 * <p>A receive whose answer is lost leaves its messages under leases that nobody knows of; they
 * return when the leases end, so let time pass when the queue seems empty.
 */
public final class FaultyTaskQueue implements TaskQueue {
  private final TaskQueue queue;
  private final Faults faults;

  public FaultyTaskQueue(TaskQueue queue, Faults faults) {
    this.queue = queue;
    this.faults = faults;
  }

  @Override
  public void prepare() throws StoreException {
    faults.before("prepare");
    queue.prepare();
    faults.after("prepare");
  }

  @Override
  public void send(List<TaskMessage> messages) throws StoreException {
    faults.before("send");
    List<TaskMessage> sent = new ArrayList<>();
    for (TaskMessage message : messages) {
      sent.add(perhapsReordered(message));
      if (faults.strikes(faults.rates().duplicate())) {
        sent.add(perhapsReordered(message));
      }
    }
    queue.send(sent);
    faults.after("send");
  }

  @Override
  public List<Delivery> receive(int limit, Duration lease, Duration wait)
      throws StoreException, InterruptedException {
    faults.before("receive");
    if (faults.strikes(faults.rates().nothing())) {
      return List.of();
    }
    List<Delivery> deliveries = queue.receive(limit, lease, wait);
    faults.after("receive");
    for (Delivery delivery : deliveries) {
      if (faults.strikes(faults.rates().loseLease())) {
        queue.renew(delivery, Duration.ZERO);
      }
    }
    return deliveries;
  }

  @Override
  public boolean renew(Delivery delivery, Duration lease) throws StoreException {
    faults.before("renew");
    boolean held = queue.renew(delivery, lease);
    faults.after("renew");
    return held;
  }

  @Override
  public void delete(Delivery delivery) throws StoreException {
    faults.before("delete");
    queue.delete(delivery);
    faults.after("delete");
  }

  @Override
  public void reject(Delivery delivery, String reason) throws StoreException {
    faults.before("reject");
    queue.reject(delivery, reason);
    faults.after("reject");
  }

  @Override
  public Depth depth() throws StoreException {
    return queue.depth();
  }

  @Override
  public void close() throws StoreException {
    queue.close();
  }

  private TaskMessage perhapsReordered(TaskMessage message) {
    return faults.strikes(faults.rates().reorder())
        ? new TaskMessage(message.task(), 2 * message.urgency() * faults.uniform())
        : message;
  }
}
