package dev.lapwing.executor;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tiles from storage that are kept in memory, the least recently used given up first. It holds one
 * reference to each of its tiles. A lock of its own is enough: whoever asks saves or pays the
 * reading of a tile.
 */
final class TileCache {
  private final long budgetBytes;
  private final Map<Key, Tile> tiles = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  TileCache(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /** The store behind this cache; a store that is memory itself stays as it is. */
  TileStore inFrontOf(TileStore store) {
    return store.inMemory() ? store : new CachedTileStore(store, this);
  }

  /** The tile with a reference for the caller, if it is here. */
  synchronized Optional<Tile> get(TileStore store, TileIndex index) {
    return Optional.ofNullable(tiles.get(new Key(store, index))).map(Tile::retain);
  }

  /** The tile with the cache's own reference, which forgets it. */
  synchronized Optional<Tile> remove(TileStore store, TileIndex index) {
    Optional<Tile> tile = Optional.ofNullable(tiles.remove(new Key(store, index)));
    bytes -= tile.map(TileCache::size).orElse(0L);
    return tile;
  }

  /** Keeps a tile with a reference of the cache's own, if the budget allows. */
  synchronized void put(TileStore store, TileIndex index, Tile tile) {
    if (size(tile) > budgetBytes) {
      return;
    }
    drop(tiles.put(new Key(store, index), tile.retain()));
    bytes += size(tile);
    evictTo(budgetBytes);
  }

  /** The size of a tile if it is here, else zero; asking counts as use. */
  synchronized long bytesOf(TileStore store, TileIndex index) {
    Tile tile = tiles.get(new Key(store, index));
    return tile == null ? 0 : size(tile);
  }

  /** Gives up half of the tiles, for somebody who needs the memory; false if there was none. */
  synchronized boolean shrink() {
    if (tiles.isEmpty()) {
      return false;
    }
    evictTo(bytes / 2);
    return true;
  }

  synchronized void clear() {
    tiles.values().forEach(Tile::release);
    tiles.clear();
    bytes = 0;
  }

  private void evictTo(long target) {
    Iterator<Tile> leastRecent = tiles.values().iterator();
    while (bytes > target) {
      Tile victim = leastRecent.next();
      leastRecent.remove();
      drop(victim);
    }
  }

  private void drop(Tile tile) {
    if (tile != null) {
      bytes -= size(tile);
      tile.release();
    }
  }

  private static long size(Tile tile) {
    return (long) Double.BYTES * tile.rows() * tile.columns();
  }

  /** A tile of a store; stores are told apart by identity. */
  private record Key(TileStore store, TileIndex index) {}
}
