package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A queue that passes everything on, for protocols that change one thing. */
class QueueDecorator implements TaskQueue {
  private final TaskQueue queue;

  QueueDecorator(TaskQueue queue) {
    this.queue = queue;
  }

  @Override
  public void prepare() throws StoreException {
    queue.prepare();
  }

  @Override
  public void send(List<TaskMessage> messages) throws StoreException {
    queue.send(messages);
  }

  @Override
  public List<Delivery> receive(int limit, Duration lease, Duration wait)
      throws StoreException, InterruptedException {
    return queue.receive(limit, lease, wait);
  }

  @Override
  public boolean renew(Delivery delivery, Duration lease) throws StoreException {
    return queue.renew(delivery, lease);
  }

  @Override
  public Set<Delivery> renew(Collection<Delivery> deliveries, Duration lease)
      throws StoreException {
    return queue.renew(deliveries, lease);
  }

  @Override
  public void delete(Delivery delivery) throws StoreException {
    queue.delete(delivery);
  }

  @Override
  public void reject(Delivery delivery, String reason) throws StoreException {
    queue.reject(delivery, reason);
  }

  @Override
  public Depth depth() throws StoreException {
    return queue.depth();
  }

  @Override
  public void close() throws StoreException {
    queue.close();
  }
}
