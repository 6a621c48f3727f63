package dev.lapwing.state.faults;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/**
 * A tile store whose operations fail before or after their effect. {@link #take} fails only before
 * its effect: the memory store it is meant for does not lose what it hands over.
 */
public final class FaultyTileStore implements TileStore {
  private final TileStore store;
  private final Faults faults;

  public FaultyTileStore(TileStore store, Faults faults) {
    this.store = store;
    this.faults = faults;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    faults.before("read " + index);
    return store.read(index);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    faults.before("write " + index);
    store.write(index, tile);
    faults.after("write " + index);
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    faults.before("contains " + index);
    return store.contains(index);
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    faults.before("delete " + index);
    store.delete(index);
    faults.after("delete " + index);
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    faults.before("take " + index);
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
