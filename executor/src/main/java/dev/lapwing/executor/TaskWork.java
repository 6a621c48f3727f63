package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileUnreadable;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/** The work on one task: what each step of the protocol does. The order is another's business. */
final class TaskWork {
  private final RunContext run;
  private final long task;
  private final int statement;
  private final int worker;
  private final TaskCall call;
  private TaskTiles tiles;
  private final Telling telling;
  private final Traffic traffic = new Traffic();
  private final long received;
  private long read;
  private long computing;
  private long computedAt;
  private long writtenAt;
  private long told;
  private int written;
  private int retries;
  private OptionalLong kept = OptionalLong.empty();
  private Optional<Deque<Place>> unneeded = Optional.empty();
  private boolean computed;

  TaskWork(RunContext run, long task, int worker) {
    this.run = run;
    this.task = task;
    this.worker = worker;
    this.statement = run.graph().statement(task);
    this.call = run.graph().call(task);
    this.tiles = newTiles();
    this.telling = new Telling(run, task);
    this.received = run.events().now();
    this.read = received;
    this.computing = received;
    this.computedAt = received;
    this.writtenAt = received;
    run.events().tell(at -> new RunEvent.TaskStarted(at, task, statement, worker));
  }

  TaskCall call() {
    return call;
  }

  /** Whether all outputs were written before: they are there, or a child was told of them. */
  boolean isWritten() throws StoreException {
    boolean anyIsThere = false;
    for (int output = 0; output < call.outputs().length; output++) {
      Place place = run.tiles().place(call.outputs()[output]);
      if (tiles.isWanted(place)) {
        anyIsThere = place.store().contains(place.index());
        if (!anyIsThere) {
          break;
        }
      }
    }
    return anyIsThere || telling.hasBegun();
  }

  void read() {
    tiles.open(run.pool());
    read = run.events().now();
  }

  void compute() throws KernelFailure, TileUnreadable {
    run.permits().acquireUninterruptibly();
    computing = run.events().now();
    try {
      tiles.compute(run.kernels(), run.pool());
    } finally {
      run.permits().release();
    }
    computedAt = run.events().now();
    computed = true;
    run.counters().of(statement).kernelRan(computedAt - computing, call.flops());
  }

  /** Writes one output; false if all were written. */
  boolean writeNext() throws StoreException {
    if (written == call.outputs().length) {
      tiles.close();
      writtenAt = run.events().now();
      return false;
    }
    tiles.write(written);
    written++;
    return true;
  }

  /** Tells a batch of children; false if all know. */
  boolean tellNext() throws StoreException {
    if (telling.isOver()) {
      told = run.events().now();
      return false;
    }
    telling.tellNext();
    return true;
  }

  /** Puts the ready children in the queue, but for the one that this executor runs next. */
  void send(boolean mayKeep) throws StoreException {
    kept = mayKeep ? telling.choose() : OptionalLong.empty();
    telling.send(kept);
  }

  /** Marks the task as done; false if somebody else had. */
  boolean markDone() throws StoreException {
    boolean first = run.table().markDone(run.run(), task, kept);
    run.stay().taskTook(Duration.ofNanos(run.events().now() - received));
    if (first) {
      run.counters().of(statement).done.increment();
      run.events().tell(this::finished);
    } else {
      run.counters().duplicates.increment();
      run.events().tell(at -> new RunEvent.TaskDuplicated(at, finished(at)));
    }
    return first;
  }

  /** Deletes the scratch tiles that this task was the last to read. */
  void free() throws StoreException {
    if (!run.limits().frees()) {
      return;
    }
    if (unneeded.isEmpty()) {
      unneeded = Optional.of(run.tally().readerIsDone(call));
    }
    for (Deque<Place> left = unneeded.get(); !left.isEmpty(); left.remove()) {
      left.element().store().delete(left.element().index());
    }
  }

  /** An operation on storage is tried again. */
  void retried() {
    retries++;
    traffic.retries(retries);
  }

  /** The child that this executor runs next. */
  OptionalLong kept() {
    return kept;
  }

  /** Gives back what is held; false if the task cannot be begun again. */
  boolean undo() throws StoreException {
    boolean intact = tiles.undo();
    tiles = newTiles();
    return intact;
  }

  /** Gives back what is held. */
  void close() {
    tiles.close();
  }

  private TaskTiles newTiles() {
    return new TaskTiles(call, run.graph(), run.tiles(), run.tally(), run.reader(), traffic);
  }

  private RunEvent.TaskFinished finished(long at) {
    var times =
        new RunEvent.TaskTimes(
            received, read, computing, computedAt, Math.max(writtenAt, computedAt), told);
    return new RunEvent.TaskFinished(
        at, task, statement, worker, times, traffic.sum(), computed ? call.flops() : 0);
  }
}
