package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Scratch tiles that live as long as their run. */
final class MemoryScratchStores implements ScratchStores {
  private final Map<String, TileStore> stores = new ConcurrentHashMap<>();

  @Override
  public TileStore open(String matrix) {
    return stores.computeIfAbsent(matrix, name -> TileStore.inMemory("mem:scratch/" + name));
  }

  @Override
  public void deleteAll() throws StoreException {
    for (TileStore store : stores.values()) {
      store.close();
    }
  }
}
