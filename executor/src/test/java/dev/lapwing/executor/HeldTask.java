package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.testing.Eventually;
import java.time.Duration;

/**
 * A task of a Cholesky factorization that a test has taken and does not do: until it is given back,
 * the run is not over, however fast the machine is.
 */
final class HeldTask implements AutoCloseable {
  private static final Duration LEASE = Duration.ofHours(1);
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final long ROOT = 0;

  private final TaskQueue queue;
  private final Delivery delivery;

  private HeldTask(TaskQueue queue, Delivery delivery) {
    this.queue = queue;
    this.delivery = delivery;
  }

  /** A task that became ready when the root was done: others do something before it is held. */
  static HeldTask take(Storage storage, String run) throws Exception {
    Eventually.until("the root is done", () -> storage.runs().item(run, ROOT).done());
    TaskQueue queue = storage.queue(run);
    while (storage.runs().find(run).orElseThrow().status() == RunStatus.RUNNING) {
      for (Delivery delivery : queue.receive(1, LEASE, WAIT)) {
        return new HeldTask(queue, delivery);
      }
    }
    throw new AssertionError("Run " + run + " ended before a task of it could be held.");
  }

  /** Gives the task back. */
  @Override
  public void close() throws StoreException {
    queue.renew(delivery, Duration.ZERO);
    queue.close();
  }
}
