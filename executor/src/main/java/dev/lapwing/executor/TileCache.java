package dev.lapwing.executor;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tiles from storage that are kept in memory, the least recently used given up first: those of one
 * run, or of all runs that a process works on. It holds one reference to each of its tiles. A lock
 * of its own is enough: whoever asks saves or pays the reading of a tile.
 */
final class TileCache {
  private long budgetBytes;
  private final Map<Key, Tile> tiles = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  TileCache(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /**
   * The store of a run's matrix behind this cache; a store that is memory itself stays as it is.
   */
  TileStore inFrontOf(TileStore store, String run, String matrix) {
    return store.inMemory() ? store : new CachedTileStore(store, this, run, matrix);
  }

  /** The tile with a reference for the caller, if it is here. */
  synchronized Optional<Tile> get(Key key) {
    return Optional.ofNullable(tiles.get(key)).map(Tile::retain);
  }

  /** The tile with the cache's own reference, which forgets it. */
  synchronized Optional<Tile> remove(Key key) {
    Optional<Tile> tile = Optional.ofNullable(tiles.remove(key));
    bytes -= tile.map(Tile::byteCount).orElse(0L);
    return tile;
  }

  /** Keeps a tile with a reference of the cache's own, if the budget allows. */
  synchronized void put(Key key, Tile tile) {
    if (tile.byteCount() > budgetBytes) {
      return;
    }
    drop(tiles.put(key, tile.retain()));
    bytes += tile.byteCount();
    evictTo(budgetBytes);
  }

  /** Keeps so many bytes at most from now on. */
  synchronized void resize(long newBudgetBytes) {
    budgetBytes = newBudgetBytes;
    evictTo(budgetBytes);
  }

  /** The size of a tile if it is here, else zero; asking counts as use. */
  synchronized long bytesOf(Key key) {
    Tile tile = tiles.get(key);
    return tile == null ? 0 : tile.byteCount();
  }

  /** Gives up half of the tiles, for somebody who needs the memory; false if there was none. */
  synchronized boolean shrink() {
    if (tiles.isEmpty()) {
      return false;
    }
    evictTo(bytes / 2);
    return true;
  }

  /** Gives up the tiles of a run that has ended. */
  synchronized void forget(String run) {
    Iterator<Map.Entry<Key, Tile>> all = tiles.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Tile> entry = all.next();
      if (entry.getKey().run().equals(run)) {
        all.remove();
        drop(entry.getValue());
      }
    }
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
      bytes -= tile.byteCount();
      tile.release();
    }
  }

  /** A tile of a run's matrix: the same tile whenever the run's matrices are opened. */
  record Key(String run, String matrix, TileIndex index) {}
}
