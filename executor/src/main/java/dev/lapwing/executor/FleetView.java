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
 * @param executors who works on it and who did
 */
record FleetView(Depth depth, KnownExecutors executors) {
  private static final Depth NOTHING = new Depth(0, 0);
  static final FleetView UNKNOWN = new FleetView(NOTHING, KnownExecutors.NONE);

  /** The view of a run that has not ended. */
  static FleetView of(RunTable table, TaskQueue queue, String run, RunLimits limits)
      throws StoreException {
    return new FleetView(queue.depth(), KnownExecutors.of(table, run, limits));
  }

  /** The view of a run that has ended: its queue may be gone. */
  static FleetView ofEnded(RunTable table, String run, RunLimits limits) throws StoreException {
    return new FleetView(NOTHING, KnownExecutors.of(table, run, limits));
  }

  /** Those that give signs of life. */
  List<KnownExecutor> live() {
    return executors.live();
  }

  /** What each executor told last. */
  Stream<ExecutorDetails> told() {
    return executors.all().stream().map(KnownExecutor::details);
  }
}
