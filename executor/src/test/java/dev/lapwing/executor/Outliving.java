package dev.lapwing.executor;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/** A memory store that behaves as storage does: it keeps copies, and nothing is handed over. */
record Outliving(TileStore store, TilePool pool) implements TileStore {

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    return store.read(index).map(this::movedToCopy);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    Tile copy = movedToCopy(tile.retain());
    store.write(index, copy);
    copy.release();
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
    return read(index);
  }

  @Override
  public StoreCounters counters() {
    return store.counters();
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }

  private Tile movedToCopy(Tile original) {
    Tile copy = pool.allocate(original.rows(), original.columns());
    copy.bytes().put(original.bytes());
    original.release();
    return copy;
  }
}
