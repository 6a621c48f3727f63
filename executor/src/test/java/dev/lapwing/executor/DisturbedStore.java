package dev.lapwing.executor;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/**
 * A store on which something happens before every write, or every read.
 *
 * @param store keeps the tiles
 * @param beforeReading may fail
 * @param beforeWriting may fail
 */
record DisturbedStore(TileStore store, Disturbance beforeReading, Disturbance beforeWriting)
    implements TileStore {

  /** A store that is disturbed by writes alone. */
  DisturbedStore(TileStore store, Disturbance beforeWriting) {
    this(store, index -> {}, beforeWriting);
  }

  /** What happens. */
  interface Disturbance {
    void strike(TileIndex index) throws StoreException;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    beforeReading.strike(index);
    return store.read(index);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    beforeWriting.strike(index);
    store.write(index, tile);
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    return store.contains(index);
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    store.delete(index);
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    beforeReading.strike(index);
    return store.take(index);
  }

  @Override
  public boolean inMemory() {
    return store.inMemory();
  }

  @Override
  public StoreCounters counters() {
    return store.counters();
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }
}
