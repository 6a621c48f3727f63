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
  public String location(TileIndex index) {
    return store.location(index);
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    Optional<Tile> cached = cached(index, false);
    return cached.isPresent() ? cached : stored(index, false);
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
    Optional<Tile> cached = cached(index, true);
    return cached.isPresent() ? cached : stored(index, true);
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
  public void close() throws StoreException {
    store.close();
  }

  /**
   * The tile, if it need not be read.
   *
   * @param last whether nobody else will read it
   */
  Optional<Tile> cached(TileIndex index, boolean last) {
    return last ? cache.remove(key(index)) : cache.get(key(index));
  }

  /** The tile from the store behind the cache, which keeps it unless nobody else will read it. */
  Optional<Tile> stored(TileIndex index, boolean last) throws StoreException {
    Optional<Tile> tile = store.read(index);
    if (!last) {
      tile.ifPresent(read -> cache.put(key(index), read));
    }
    return tile;
  }

  /** The bytes of a tile that need not be read again. */
  long cachedBytes(TileIndex index) {
    return cache.bytesOf(key(index));
  }

  private TileCache.Key key(TileIndex index) {
    return new TileCache.Key(run, matrix, index);
  }
}
