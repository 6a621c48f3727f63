package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.compiler.Verification;
import dev.lapwing.compiler.Verifier;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a run, joins one that was begun, or puts one that ended too early back to work. Each of
 * its steps may be repeated: a process that dies while it sends the roots is followed by one that
 * sends them again, because the item that says "seeded" is marked last.
 */
final class RunStart {
  private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);
  private static final int BATCH = 256;
  private static final int ASKED_AT_ONCE = 512;
  private static final int RECEIVED_AT_ONCE = 10;
  private static final int HELD_AT_MOST = 10_000;

  private final RunSpec spec;
  private final TaskGraph graph;
  private final Urgencies urgencies;
  private final String kernels;
  private final RunTable table;
  private final TaskQueue queue;

  RunStart(RunSpec spec, TaskGraph graph, String kernels) {
    this.spec = spec;
    this.graph = graph;
    this.urgencies = new Urgencies(graph);
    this.kernels = kernels;
    this.table = spec.state().table();
    this.queue = spec.state().queue();
  }

  /** Whether nobody has begun the run. */
  boolean isNew() throws StoreException {
    return table.find(spec.id()).isEmpty();
  }

  /**
   * Enters the run into the table, or finds it there. The promises of the program are checked at
   * these very sizes before anything is created.
   *
   * @param revive whether a run that ended too early is put back to work
   * @return whether it is new
   */
  boolean enter(Attempts attempts, boolean revive) {
    if (attempts.of("looking up run " + spec.id(), this::isNew)) {
      verify();
      FanIn.check(graph, table.maxEdges());
    }
    boolean created = attempts.of("creating run " + spec.id(), this::create);
    if (revive && !created) {
      boolean revived = attempts.of("resuming run " + spec.id(), this::revive);
      LOG.debug("Run {} is resumed, and its tasks were sent again: {}", spec.id(), revived);
    }
    return created;
  }

  private void verify() {
    if (Verifier.verify(graph).orThrow() instanceof Verification.NotAffordable notAffordable) {
      LOG.info("The promises of the program were not checked at these sizes: {}", notAffordable);
    }
  }

  /** Creates the record; false if it was there. */
  boolean create() throws StoreException {
    RunRecord mine = RunRecords.of(spec, kernels);
    if (table.create(mine)) {
      return true;
    }
    table.find(spec.id()).ifPresent(this::requireSame);
    return false;
  }

  /** Sends the roots, unless that was done before. */
  void seed() throws StoreException {
    if (!table.item(spec.id(), CompletionTree.SEEDED).done()) {
      queue.prepare();
      var roots = new Sender();
      graph.forEachRoot(roots);
      roots.finish();
      table.markDone(spec.id(), CompletionTree.SEEDED, OptionalLong.empty());
    }
  }

  /** Ends a run that has no tasks: its results are whole as they are. */
  void endWithoutTasks() throws StoreException {
    spec.outputs().finish();
    RunStatus status = table.end(spec.id(), RunStatus.DONE, "");
    LOG.debug("Run {} has no tasks and is {}", spec.id(), status);
  }

  /**
   * Puts a FAILED or CANCELLED run back to RUNNING. Its messages may be gone, so every task that is
   * ready and not done is sent again: a task is ready if its edge set is full. The run is RUNNING
   * last of all: a process that dies before leaves a run that waits to be resumed, and not one that
   * waits for tasks which nobody sent. Parents are looked at before their children, because a task
   * that becomes ready meanwhile is then led to by its parent. What was in the queue is held
   * meanwhile, and deleted when the tasks were sent and not before: another client may have sent it
   * and put the run back to work, and this one may die. The same is done for a RUNNING run without
   * any message: its queue was lost.
   *
   * @return whether tasks were sent
   */
  boolean revive() throws StoreException {
    Optional<RunRecord> found = table.find(spec.id());
    Optional<RunStatus> status = found.map(RunRecord::status);
    boolean stopped = status.filter(RunStart::canBeResumed).isPresent();
    boolean running = status.filter(RunStatus.RUNNING::equals).isPresent();
    boolean stuck = stopped || (running && isEmpty(queue.depth()));
    if (stuck) {
      queue.prepare();
    }
    List<Delivery> old = stopped ? hold() : List.of();
    if (stuck) {
      // First, so that nobody who receives one of these tasks takes it for one never begun.
      table.markDone(spec.id(), CompletionTree.REVIVED, OptionalLong.empty());
      var frontier = new Sender();
      graph.forEachTask(frontier::sendIfReady);
      frontier.finish();
    }
    for (Delivery delivery : old) {
      queue.delete(delivery);
    }
    // A run that was RUNNING may have failed meanwhile, and its last message may be put aside.
    boolean resumed = running || resume(found.orElseThrow()) == RunStatus.RUNNING;
    return resumed && stuck;
  }

  private RunStatus resume(RunRecord found) throws StoreException {
    return table.resume(spec.id(), RunRecords.renewed(found, spec));
  }

  private static boolean canBeResumed(RunStatus status) {
    return status == RunStatus.FAILED || status == RunStatus.CANCELLED;
  }

  /** Whether tasks were ever sent again, so that one that comes first may have been begun. */
  boolean wasRevived() throws StoreException {
    return table.item(spec.id(), CompletionTree.REVIVED).done();
  }

  /**
   * Receives the messages of a run that has ended. Its tasks are sent again, and two messages for
   * one task can be two executors that compute it, and then its children, at the same moments. That
   * is a waste and no harm; so of very many messages some may stay, before the first leases end.
   */
  private List<Delivery> hold() throws StoreException {
    List<Delivery> held = new ArrayList<>();
    try {
      List<Delivery> old;
      do {
        old = queue.receive(RECEIVED_AT_ONCE, spec.limits().lease(), Duration.ZERO);
        held.addAll(old);
      } while (!old.isEmpty() && held.size() < HELD_AT_MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while run " + spec.id() + " was resumed", e);
    }
    return held;
  }

  private static boolean isEmpty(Depth depth) {
    return depth.waiting() == 0 && depth.leased() == 0;
  }

  private void requireSame(RunRecord theirs) {
    boolean same =
        Arrays.equals(theirs.program(), spec.program().encode())
            && theirs.sizes().equals(RunRecords.encode(spec.sizes()));
    if (!same) {
      throw new IllegalArgumentException(
          "Run %s exists and computes something else: choose another id, or give the program and sizes of its record."
              .formatted(spec.id()));
    }
    if (!RunRecords.kernels(theirs).equals(kernels)) {
      throw new KernelMismatch(RunRecords.kernels(theirs), kernels);
    }
  }

  /** Sends tasks in batches; an error stops it and is thrown at the end. */
  private final class Sender implements LongConsumer {
    private final List<TaskMessage> batch = new ArrayList<>();
    private final List<Long> asked = new ArrayList<>();
    private Optional<StoreException> error = Optional.empty();

    @Override
    public void accept(long task) {
      batch.add(new TaskMessage(task, urgencies.of(task)));
      if (batch.size() == BATCH) {
        attempt(this::flush);
      }
    }

    void sendIfReady(long task) {
      if (error.isEmpty()) {
        asked.add(task);
      }
      if (asked.size() == ASKED_AT_ONCE) {
        attempt(this::sendReady);
      }
    }

    void finish() throws StoreException {
      attempt(this::sendReady);
      attempt(this::flush);
      if (error.isPresent()) {
        throw error.get();
      }
    }

    /**
     * Many items are read at once, and so in no order. Reading them twice keeps the promise that
     * every parent was looked at before its children: once in the first reading, or among those
     * that were asked for earlier, and they in the second.
     */
    private void sendReady() throws StoreException {
      Map<Long, TaskItem> first = table.items(spec.id(), asked);
      Map<Long, TaskItem> second = table.items(spec.id(), asked);
      for (long task : asked) {
        if (isReady(task, first.get(task)) || isReady(task, second.get(task))) {
          accept(task);
        }
      }
      asked.clear();
    }

    private boolean isReady(long task, TaskItem item) {
      return !item.done() && item.edges() >= graph.inDegree(task);
    }

    private void flush() throws StoreException {
      if (!batch.isEmpty()) {
        queue.send(batch);
        batch.clear();
      }
    }

    private void attempt(Sending sending) {
      try {
        if (error.isEmpty()) {
          sending.perform();
        }
      } catch (StoreException e) {
        error = Optional.of(e);
      }
    }
  }

  /** Something that sends. */
  private interface Sending {
    void perform() throws StoreException;
  }
}
