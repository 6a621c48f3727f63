package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.SteadyClock;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.time.InstantSource;

/**
 * What a run remembers beside the matrices that it is given. The run closes the queue when it ends;
 * table and scratch factory stay its owner's.
 *
 * @param queue the ready tasks of this run, and of no other
 * @param table the records of runs
 * @param scratch the scratch tiles of this run, and of no other
 */
public record RunState(TaskQueue queue, RunTable table, ScratchStores scratch) {

  /** The state of a run in a storage: in a folder, it outlives the process. */
  public static RunState in(Storage storage, String run) throws StoreException {
    return new RunState(storage.queue(run), storage.runs(), new StoredScratch(storage, run));
  }

  /** A state that lives and dies with this process. */
  public static RunState inMemory() {
    InstantSource clock = new SteadyClock();
    return new RunState(
        TaskQueue.inMemory(clock), RunTable.inMemory(clock), ScratchStores.inMemory());
  }
}
