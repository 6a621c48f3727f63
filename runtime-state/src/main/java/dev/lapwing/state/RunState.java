package dev.lapwing.state;

import java.util.Optional;

/** The table, the queues and the scratch tiles of runs, in one kind of place. */
interface RunState extends AutoCloseable {

  /** The table of all runs: the same at every call. */
  RunTable table();

  /** The queue of a run: the same messages at every call, to be closed by whoever asked for it. */
  TaskQueue queue(String run) throws StoreException;

  /** The tiles of a scratch matrix. */
  TileStore scratch(String run, String matrix) throws StoreException;

  /** What executors note down of a run; nothing where that would end with the process. */
  Optional<TraceStore> traces(String run) throws StoreException;

  /**
   * Forgets all that a run has left behind, save its record and its trace.
   *
   * @return the bytes of the scratch tiles that were deleted
   */
  long discardScratch(String run) throws StoreException;

  @Override
  void close() throws StoreException;
}
