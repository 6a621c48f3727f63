package dev.lapwing.state;

import java.util.Optional;

/**
 * The tiles of one matrix, wherever they are kept. Tiles are written whole; a reader sees all of a
 * tile or none of it. Writing a tile again with the same content is allowed and changes nothing
 * that a reader can see.
 *
 * <p>A tile that is handed out is reference-counted: the receiver releases it. A tile that is
 * written stays the writer's to release; the store keeps its own reference or its own copy, and
 * neither side changes the content afterwards, save by {@link #take}.
 *
 * <p>Implementations are safe for use by many threads, and where they say so by many processes.
 */
public interface TileStore extends AutoCloseable {

  /**
   * Tiles in the memory of this process, kept without a copy and released by {@link #close}.
   *
   * @param location a name for messages: {@code mem:A}
   */
  static TileStore inMemory(String location) {
    return new MemoryTileStore(location);
  }

  /** Where the tiles are, for messages: {@code file:///data/a.zarr}. */
  String location();

  /** Where one tile is, for messages: the key of its object, if it is one. */
  default String location(TileIndex index) {
    return location() + " " + index;
  }

  /** The tile, or empty if it was not written. */
  Optional<Tile> read(TileIndex index) throws StoreException;

  /** Writes the tile, whole or not at all. */
  void write(TileIndex index, Tile tile) throws StoreException;

  /** Whether the tile was written (or, for an array with a fill value, can be read). */
  boolean contains(TileIndex index) throws StoreException;

  /**
   * Deletes the tile, which nobody needs any more; it need not exist. Where that is a request over
   * a network it may happen a moment later, together with others; until then, the tile is seen. A
   * tile that is written again meanwhile may stay or go. Closing the store waits for what is left
   * to delete; a process that dies before leaves the tile, which goes when its run ends.
   *
   * @throws StoreException if this or an earlier deletion failed; it may be repeated
   */
  void delete(TileIndex index) throws StoreException;

  /**
   * Removes the tile and hands it over. If {@link Tile#isExclusive} holds for the result, nobody
   * else can see its memory, and the receiver may overwrite it in place. A store whose tiles
   * outlive the process answers as {@link #read} does and removes nothing.
   */
  Optional<Tile> take(TileIndex index) throws StoreException;

  /**
   * Whether the tiles are in the memory of this process: reading costs nothing, and {@link #take}
   * removes.
   */
  default boolean inMemory() {
    return false;
  }

  /** Bytes and operations so far. */
  StoreCounters counters();

  /** Frees what is in memory; on storage, waits until the tiles are gone that were deleted. */
  @Override
  void close() throws StoreException;
}
