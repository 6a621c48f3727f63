package dev.lapwing.executor;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store that tells what is written to it.
 *
 * @param store keeps the tiles
 * @param told receives a line for every tile that was written, and one before a tile that is there
 *     is written again
 */
record Announcing(TileStore store, Consumer<String> told) implements TileStore {
  static final String WROTE = "wrote ";
  static final String AGAIN = "again ";

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    return store.read(index);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    if (store.contains(index)) {
      told.accept(AGAIN + location() + index);
    }
    store.write(index, tile);
    told.accept(WROTE + location() + index);
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
  public StoreCounters counters() {
    return store.counters();
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }
}
