package dev.lapwing.executor;

import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tells the children of one task that it is done, a batch of them a step, and collects those that
 * are ready. A task without children tells the completion tree instead, one node a step.
 */
final class Telling {
  private final RunContext run;
  private final Edges edges = new Edges();
  private final Set<Long> ready = new LinkedHashSet<>();
  private int told;
  private Optional<CompletionTree.Node> node = Optional.empty();
  private boolean runIsDone;

  Telling(RunContext run, long task) {
    this.run = run;
    run.graph().forEachChild(task, edges);
    if (edges.size() == 0) {
      node = Optional.of(run.completion().get().leafOf(task));
    }
  }

  /**
   * Whether somebody told the first child before: so all outputs were written. A call that failed
   * may have told others and not the first; then the task is computed again, which needs nothing
   * but its inputs, and they are there until it is marked as done.
   */
  boolean hasBegun() throws StoreException {
    if (node.isPresent()) {
      return run.table().hasEdge(run.run(), node.get().item(), node.get().edge());
    }
    return run.table().hasEdge(run.run(), edges.child(0), edges.number(0));
  }

  boolean isOver() {
    return told == edges.size() && node.isEmpty() && !runIsDone;
  }

  /** Tells a batch of children, or one node of the completion tree, or the run's record. */
  void tellNext() throws StoreException {
    if (runIsDone) {
      run.outputs().finish();
      run.watch().end(RunStatus.DONE, Optional.empty());
      // Another end may have stood in the way, and been taken back since.
      runIsDone = run.watch().isRunning();
    } else if (node.isPresent()) {
      climb(node.get());
    } else {
      tellBatch();
    }
  }

  /** The ready child that this executor should keep, if one is worth it. */
  OptionalLong choose() {
    return run.locality().choose(ready);
  }

  /** Puts the ready children in the queue, but for the one that is kept. */
  void send(OptionalLong kept) throws StoreException {
    List<TaskMessage> messages = new ArrayList<>(ready.size());
    for (long child : ready) {
      if (kept.isEmpty() || kept.getAsLong() != child) {
        messages.add(new TaskMessage(child, run.urgencies().of(child)));
      }
    }
    if (!messages.isEmpty()) {
      if (kept.isEmpty()) {
        run.queue().sendBeforeReceiving(messages);
      } else {
        run.queue().send(messages);
      }
      messages.forEach(
          message ->
              run.events()
                  .tell(at -> new RunEvent.TaskReady(at, message.task(), statement(message))));
    }
  }

  private void tellBatch() throws StoreException {
    int end = Math.min(told + run.limits().batch(), edges.size());
    run.table().addEdges(run.run(), edges.arrivals(told, end)).forEach(this::collectIfReady);
    told = end;
  }

  private void collectIfReady(long child, TaskItem item) {
    // Full, whether or not this very write filled it: whoever did may have crashed.
    if (item.edges() >= run.graph().inDegree(child) && !item.done()) {
      ready.add(child);
    }
  }

  private void climb(CompletionTree.Node at) throws StoreException {
    TaskItem item =
        run.table().addEdges(run.run(), List.of(new Arrival(at.item(), at.edge()))).get(at.item());
    boolean full = item.edges() >= at.degree();
    runIsDone = full && at.isRoot();
    node = full && !at.isRoot() ? Optional.of(at.above()) : Optional.empty();
  }

  private int statement(TaskMessage message) {
    return run.graph().statement(message.task());
  }
}
