package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Depth;
import java.util.List;
import java.util.stream.Stream;

/**
 * What table and queue tell of a run's executors at one moment.
 *
 * @param depth what the queue holds
 * @param live those that give signs of life
 * @param all all that ever worked on the run
 */
record FleetView(Depth depth, List<KnownExecutor> live, List<KnownExecutor> all) {
  static final FleetView UNKNOWN = new FleetView(new Depth(0, 0), List.of(), List.of());

  FleetView {
    live = List.copyOf(live);
    all = List.copyOf(all);
  }

  /** The view of a run that has not ended. */
  static FleetView of(RunTable table, TaskQueue queue, String run, RunLimits limits)
      throws StoreException {
    return new FleetView(
        queue.depth(), KnownExecutor.live(table, run, limits), KnownExecutor.all(table, run));
  }

  /** The view of a run that has ended: its queue may be gone. */
  static FleetView ofEnded(RunTable table, String run, RunLimits limits) throws StoreException {
    return new FleetView(
        new Depth(0, 0), KnownExecutor.live(table, run, limits), KnownExecutor.all(table, run));
  }

  /** What each executor told last. */
  Stream<ExecutorDetails> told() {
    return all.stream().map(KnownExecutor::details);
  }
}
