package dev.lapwing.state;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tiles in the memory of this process: nothing is copied, references are counted. */
final class MemoryTileStore implements TileStore {
  private final String location;
  private final ConcurrentHashMap<TileIndex, Tile> tiles = new ConcurrentHashMap<>();
  private final Counting counting = new Counting();
  private volatile boolean closed;

  MemoryTileStore(String location) {
    this.location = location;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public Optional<Tile> read(TileIndex index) {
    // Retained under the map's lock, so that a delete cannot come between.
    Optional<Tile> tile =
        Optional.ofNullable(tiles.computeIfPresent(index, (key, stored) -> stored.retain()));
    tile.ifPresent(counting::read);
    return tile;
  }

  @Override
  public void write(TileIndex index, Tile tile) throws PermanentStoreException {
    Tile replaced = tiles.put(index, tile.retain());
    counting.written(tile);
    if (replaced != null) {
      replaced.release();
    }
    if (closed) {
      // Nobody else would release it.
      delete(index);
      throw new PermanentStoreException(location + " is closed: its run has ended.");
    }
  }

  @Override
  public boolean contains(TileIndex index) {
    return tiles.containsKey(index);
  }

  @Override
  public void delete(TileIndex index) {
    Tile removed = tiles.remove(index);
    if (removed != null) {
      counting.deleted();
      removed.release();
    }
  }

  @Override
  public Optional<Tile> take(TileIndex index) {
    Optional<Tile> tile = Optional.ofNullable(tiles.remove(index));
    tile.ifPresent(counting::read);
    return tile;
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public StoreCounters counters() {
    return counting.counters();
  }

  /** The bytes of all tiles that are there. */
  long bytes() {
    return tiles.values().stream().mapToLong(Tile::byteCount).sum();
  }

  @Override
  public void close() {
    closed = true;
    tiles.keySet().forEach(this::delete);
  }
}
