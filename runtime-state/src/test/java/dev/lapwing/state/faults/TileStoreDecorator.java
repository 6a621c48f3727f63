package dev.lapwing.state.faults;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/** A tile store that passes everything on, for stores in tests that change one thing. */
public class TileStoreDecorator implements TileStore {
  private final TileStore store;

  public TileStoreDecorator(TileStore store) {
    this.store = store;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public String location(TileIndex index) {
    return store.location(index);
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    return store.read(index);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
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
