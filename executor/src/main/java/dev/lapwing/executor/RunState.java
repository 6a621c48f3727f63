package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.SteadyClock;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TraceStore;
import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import dev.lapwing.state.aws.RequestCounters;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a run remembers beside the matrices that it is given. The run closes the queue when it ends;
 * table and scratch factory stay its owner's.
 *
 * @param queue the ready tasks of this run, and of no other
 * @param table the records of runs
 * @param scratch the scratch tiles of this run, and of no other
 * @param traces what executors note down of this run, if anything
 * @param requests the requests to AWS of this process since it has to do with the run, by service
 *     and operation
 */
public record RunState(
    TaskQueue queue,
    RunTable table,
    ScratchStores scratch,
    Optional<TraceStore> traces,
    Supplier<Map<String, RequestCount>> requests) {

  /** The state of a run of which nothing is noted down. */
  public RunState(TaskQueue queue, RunTable table, ScratchStores scratch) {
    this(queue, table, scratch, Optional.empty(), Map::of);
  }

  /** The state of a run in a storage: in a folder, it outlives the process. */
  public static RunState in(Storage storage, String run) throws StoreException {
    return new RunState(
        storage.queue(run),
        storage.runs(),
        new StoredScratch(storage, run),
        storage.traces(run),
        requestsFromNow(storage.aws().counters()));
  }

  /** A state that lives and dies with this process. */
  public static RunState inMemory() {
    InstantSource clock = new SteadyClock();
    return new RunState(
        TaskQueue.inMemory(clock), RunTable.inMemory(clock), ScratchStores.inMemory());
  }

  private static Supplier<Map<String, RequestCount>> requestsFromNow(RequestCounters counters) {
    Map<AwsOperation, RequestCount> before = counters.counts();
    return () -> {
      Map<String, RequestCount> since = new TreeMap<>();
      counters
          .countsSince(before)
          .forEach((operation, count) -> since.put(operation.toString(), count));
      since.values().removeIf(count -> count.requests() == 0);
      return since;
    };
  }
}
