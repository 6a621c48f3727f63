package dev.lapwing.state;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The state of runs in the memory of this process. */
final class MemoryRunState implements RunState {
  private final InstantSource clock;
  private final RunTable table;
  private final Map<String, TaskQueue> queues = new ConcurrentHashMap<>();
  private final Map<String, Map<String, MemoryTileStore>> scratch = new ConcurrentHashMap<>();

  MemoryRunState(InstantSource clock) {
    this.clock = clock;
    this.table = RunTable.inMemory(clock);
  }

  @Override
  public RunTable table() {
    return table;
  }

  @Override
  public TaskQueue queue(String run) {
    return queues.computeIfAbsent(run, id -> TaskQueue.inMemory(clock));
  }

  @Override
  public TileStore scratch(String run, String matrix) {
    return scratch
        .computeIfAbsent(run, id -> new ConcurrentHashMap<>())
        .computeIfAbsent(matrix, name -> new MemoryTileStore("mem:" + run + "/" + name));
  }

  @Override
  public void discardScratch(String run) throws StoreException {
    TaskQueue queue = queues.remove(run);
    if (queue != null) {
      queue.close();
    }
    Map<String, MemoryTileStore> stores = scratch.remove(run);
    if (stores != null) {
      stores.values().forEach(MemoryTileStore::close);
    }
  }

  @Override
  public void close() throws StoreException {
    for (String run : queues.keySet()) {
      discardScratch(run);
    }
    for (String run : scratch.keySet()) {
      discardScratch(run);
    }
  }
}
