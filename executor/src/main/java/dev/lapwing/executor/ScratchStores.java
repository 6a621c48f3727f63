package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileStore;

/** Where a run keeps the tiles of its scratch matrices. Two runs never share a tile. */
public interface ScratchStores {

  /** The tiles of one scratch matrix; opened again, it holds what it held. */
  TileStore open(String matrix) throws StoreException;

  /**
   * Deletes the tiles of all scratch matrices of the run, when it has ended; messages may go, too.
   */
  void deleteAll() throws StoreException;

  /** Scratch tiles in the memory of this process. */
  static ScratchStores inMemory() {
    return new MemoryScratchStores();
  }
}
