package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.faults.TileStoreDecorator;
import java.util.Optional;

/** A store on which something happens before every write, or every read. */
final class DisturbedStore extends TileStoreDecorator {

  /** What happens; it may fail. */
  interface Disturbance {
    void strike(TileIndex index) throws StoreException;
  }

  private final Disturbance beforeReading;
  private final Disturbance beforeWriting;

  DisturbedStore(TileStore store, Disturbance beforeReading, Disturbance beforeWriting) {
    super(store);
    this.beforeReading = beforeReading;
    this.beforeWriting = beforeWriting;
  }

  /** A store that is disturbed by writes alone. */
  DisturbedStore(TileStore store, Disturbance beforeWriting) {
    this(store, index -> {}, beforeWriting);
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    beforeReading.strike(index);
    return super.read(index);
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    beforeReading.strike(index);
    return super.take(index);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    beforeWriting.strike(index);
    super.write(index, tile);
  }
}
