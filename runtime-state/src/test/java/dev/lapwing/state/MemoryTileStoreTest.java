package dev.lapwing.state;

import dev.lapwing.state.contract.TileStoreContract;

class MemoryTileStoreTest extends TileStoreContract {
  private final TileStore store = TileStore.inMemory("mem:A");

  @Override
  protected TileStore store() {
    return store;
  }

  @Override
  protected boolean handsOver() {
    return true;
  }
}
