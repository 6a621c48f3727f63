package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.faults.TileStoreDecorator;
import java.util.Optional;

/** A memory store that behaves as storage does: it keeps copies, and nothing is handed over. */
final class Outliving extends TileStoreDecorator {
  private final TilePool pool;

  Outliving(TileStore store, TilePool pool) {
    super(store);
    this.pool = pool;
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    return super.read(index).map(this::movedToCopy);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    Tile copy = movedToCopy(tile.retain());
    super.write(index, copy);
    copy.release();
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    return read(index);
  }

  @Override
  public boolean inMemory() {
    return false;
  }

  private Tile movedToCopy(Tile original) {
    Tile copy = pool.allocate(original.rows(), original.columns());
    copy.bytes().put(original.bytes());
    original.release();
    return copy;
  }
}
