package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileStore;

/**
 * The scratch tiles of a run in a storage.
 *
 * @param storage where they are
 * @param run whose they are
 */
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
