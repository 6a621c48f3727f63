package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.faults.TileStoreDecorator;

/** A store on which something happens before every write. */
final class DisturbedStore extends TileStoreDecorator {

  /** What happens; it may fail. */
  interface Disturbance {
    void strike(TileIndex index) throws StoreException;
  }

  private final Disturbance beforeWriting;

  DisturbedStore(TileStore store, Disturbance beforeWriting) {
    super(store);
    this.beforeWriting = beforeWriting;
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    beforeWriting.strike(index);
    super.write(index, tile);
  }
}
