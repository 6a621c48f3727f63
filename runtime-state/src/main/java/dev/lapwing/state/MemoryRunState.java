package dev.lapwing.state;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return scratchOf(run)
        .computeIfAbsent(matrix, name -> new MemoryTileStore("mem:" + run + "/" + name));
  }

  @Override
  public Optional<TraceStore> traces(String run) {
    return Optional.empty();
  }

  @Override
  public long discardScratch(String run) {
    messages.remove(run);
    table.forgetItems(run);
    long bytes = 0;
    for (MemoryTileStore store : removeScratchOf(run)) {
      bytes += store.bytes();
      store.close();
    }
    return bytes;
  }

  @Override
  public void close() {
    messages.values().forEach(MemoryMessages::wakeAll);
    scratch.values().forEach(stores -> stores.values().forEach(MemoryTileStore::close));
    scratch.clear();
  }

  /** First of all, so that a store that is opened meanwhile is a new one. */
  private Collection<MemoryTileStore> removeScratchOf(String run) {
    Map<String, MemoryTileStore> removed = scratch.remove(run);
    return removed == null ? List.of() : removed.values();
  }

  private Map<String, MemoryTileStore> scratchOf(String run) {
    return scratch.computeIfAbsent(run, id -> new ConcurrentHashMap<>());
  }
}
