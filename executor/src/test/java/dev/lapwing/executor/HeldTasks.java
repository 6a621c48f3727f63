package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TilePool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The ready tasks of a run that nobody works on yet, which a test has taken and does not do: until
 * it gives back the last of them the run is not over, however fast the machine is and however long
 * the test was held up.
 */
public final class HeldTasks implements AutoCloseable {
  private static final Duration LEASE = Duration.ofHours(1);
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final int MANY = 1000;

  /** A stay so short that it is over long before the run, and long enough for a task. */
  private static final WorkLimits SOME = CountingClock.looks(40);

  private final TaskQueue queue;
  private final Deque<Delivery> held = new ArrayDeque<>();

  private HeldTasks(TaskQueue queue) {
    this.queue = queue;
  }

  /** The tasks that are ready in a run: the first ones, if nobody has worked on it. */
  public static HeldTasks ofReady(Storage storage, String run) throws Exception {
    var tasks = new HeldTasks(storage.queue(run));
    tasks.takeAll();
    return tasks;
  }

  /** The tasks that are ready when an executor of this process has done some of the run. */
  public static HeldTasks afterSome(Storage storage, TilePool pool, String run) throws Exception {
    try (var worker = new RunWorker(storage, pool, 1, new CountingClock())) {
      long done = 0;
      while (done == 0) {
        done = worker.work(run, SOME).tasks();
      }
    }
    return ofReady(storage, run);
  }

  /** How many they are. */
  public int size() {
    return held.size();
  }

  /** Gives the most urgent of them back. */
  public void giveBack(int tasks) throws StoreException {
    for (int given = 0; given < tasks; given++) {
      queue.renew(held.removeFirst(), Duration.ZERO);
    }
  }

  /** Lets others do all that does not depend on one of them. */
  public void giveBackAllButOne() throws StoreException {
    giveBack(size() - 1);
  }

  /** Gives all of them back. */
  @Override
  public void close() throws StoreException {
    giveBack(size());
    queue.close();
  }

  private void takeAll() throws Exception {
    List<Delivery> taken = queue.receive(MANY, LEASE, WAIT);
    while (!taken.isEmpty()) {
      held.addAll(taken);
      taken = queue.receive(MANY, LEASE, Duration.ZERO);
    }
    if (held.isEmpty()) {
      throw new AssertionError("No task was ready within " + WAIT + ".");
    }
  }
}
