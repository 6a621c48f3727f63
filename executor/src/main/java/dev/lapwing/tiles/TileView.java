package dev.lapwing.tiles;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/** A store that shows the tiles of a matrix in another way, and can only be read. */
interface TileView extends TileStore {

  /** What is shown. */
  TileArray base();

  @Override
  default void write(TileIndex index, Tile tile) throws StoreException {
    throw new UnsupportedOperationException("a view of " + location() + " can only be read");
  }

  @Override
  default void delete(TileIndex index) throws StoreException {
    throw new UnsupportedOperationException("a view of " + location() + " can only be read");
  }

  @Override
  default Optional<Tile> take(TileIndex index) throws StoreException {
    return read(index);
  }

  @Override
  default StoreCounters counters() {
    return base().store().counters();
  }

  /** Closes nothing: the store belongs to others. */
  @Override
  default void close() {}
}
