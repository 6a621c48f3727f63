package dev.lapwing.state;

import java.time.Duration;
import java.util.List;

/** A queue in memory. Several may share the same messages, each for users of its own. */
final class MemoryTaskQueue implements TaskQueue {
  private final MemoryMessages messages;
  private volatile boolean closed;

  MemoryTaskQueue(MemoryMessages messages) {
    this.messages = messages;
  }

  @Override
  public void send(List<TaskMessage> sent) {
    messages.send(sent, sent.size());
  }

  @Override
  public void sendBeforeReceiving(List<TaskMessage> sent) {
    messages.send(sent, sent.size() - 1);
  }

  @Override
  public List<Delivery> receive(int limit, Duration lease, Duration wait)
      throws InterruptedException {
    return messages.receive(limit, lease, wait, () -> closed);
  }

  @Override
  public boolean renew(Delivery delivery, Duration lease) {
    return messages.renew(delivery, lease);
  }

  @Override
  public void delete(Delivery delivery) {
    messages.delete(delivery);
  }

  @Override
  public Depth depth() {
    return messages.depth();
  }

  @Override
  public void close() {
    closed = true;
    messages.wakeAll();
  }
}
