package dev.lapwing;

import dev.lapwing.executor.ScratchStores;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileStore;

/** The scratch tiles of a run, in the storage of its Lapwing. */
record StoredScratch(Storage storage, String run) implements ScratchStores {

  @Override
  public TileStore open(String matrix) throws StoreException {
    return storage.scratch(run, matrix);
  }

  @Override
  public void deleteAll() throws StoreException {
    storage.discardScratch(run);
  }
}
