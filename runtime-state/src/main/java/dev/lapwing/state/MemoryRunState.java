package dev.lapwing.state;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The state of runs in the memory of this process. */
final class MemoryRunState implements RunState {
  private final InstantSource clock;
  private final MemoryRunTable table;
  private final Map<String, MemoryMessages> messages = new ConcurrentHashMap<>();
  private final Map<String, Map<String, MemoryTileStore>> scratch = new ConcurrentHashMap<>();

  MemoryRunState(InstantSource clock) {
    this.clock = clock;
    this.table = new MemoryRunTable(clock);
  }

  @Override
  public RunTable table() {
    return table;
  }

  @Override
  public TaskQueue queue(String run) {
    return new MemoryTaskQueue(messages.computeIfAbsent(run, id -> new MemoryMessages(clock)));
  }

  @Override
  public TileStore scratch(String run, String matrix) {
    return scratch
        .computeIfAbsent(run, id -> new ConcurrentHashMap<>())
        .computeIfAbsent(matrix, name -> new MemoryTileStore("mem:" + run + "/" + name));
  }

  @Override
  public void discardScratch(String run) {
    messages.remove(run);
    table.forgetItems(run);
    Map<String, MemoryTileStore> stores = scratch.remove(run);
    if (stores != null) {
      stores.values().forEach(MemoryTileStore::close);
    }
  }

  @Override
  public void close() {
    messages.values().forEach(MemoryMessages::wakeAll);
    scratch.keySet().forEach(this::discardScratch);
  }
}
