package dev.lapwing.state;

/** The table, the queues and the scratch tiles of runs, in one kind of place. */
interface RunState extends AutoCloseable {

  /** The table of all runs: the same at every call. */
  RunTable table();

  /** The queue of a run. */
  TaskQueue queue(String run) throws StoreException;

  /** The tiles of a scratch matrix. */
  TileStore scratch(String run, String matrix) throws StoreException;

  /** Deletes the scratch tiles and the queue of a run. */
  void discardScratch(String run) throws StoreException;

  @Override
  void close() throws StoreException;
}
