package dev.lapwing.executor;

import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/**
 * A store behind a cache. Every tile of a run is written once, so that a tile in the cache is never
 * out of date; {@link #take} is how a tile that nobody else will read leaves the cache.
 */
final class CachedTileStore implements TileStore {
  private final TileStore store;
  private final TileCache cache;
  private final String run;
  private final String matrix;

  CachedTileStore(TileStore store, TileCache cache, String run, String matrix) {
    this.store = store;
    this.cache = cache;
    this.run = run;
    this.matrix = matrix;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    Optional<Tile> cached = cache.get(key(index));
    if (cached.isPresent()) {
      return cached;
    }
    Optional<Tile> tile = store.read(index);
    tile.ifPresent(read -> cache.put(key(index), read));
    return tile;
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    store.write(index, tile);
    cache.put(key(index), tile);
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    return store.contains(index);
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    cache.remove(key(index)).ifPresent(Tile::release);
    store.delete(index);
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    Optional<Tile> cached = cache.remove(key(index));
    return cached.isPresent() ? cached : store.read(index);
  }

  @Override
  public boolean inMemory() {
    return false;
  }

  @Override
  public StoreCounters counters() {
    return store.counters();
  }

  @Override
  public void close() {}

  /** The bytes of a tile that need not be read again. */
  long cachedBytes(TileIndex index) {
    return cache.bytesOf(key(index));
  }

  private TileCache.Key key(TileIndex index) {
    return new TileCache.Key(run, matrix, index);
  }
}
