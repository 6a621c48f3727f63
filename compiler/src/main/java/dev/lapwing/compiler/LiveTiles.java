package dev.lapwing.compiler;

import dev.lapwing.compiler.Plan.CriticalPath;

/**
 * The tiles that were written and will be read, while tasks are visited in sequential order: an
 * open hash table with linear probing, from which a tile goes with its last reader. So it stays
 * small, and in the processor's cache, however many tasks there are.
 */
final class LiveTiles {

  /** A tile that was written and will be read. */
  static final class LiveTile {
    private final long name;
    private final long bytes;
    private final boolean scratch;
    private final CriticalPath path;
    private final long depth;
    private final int readers;
    private int readersLeft;
    private long lastReader;

    /**
     * A tile that was just written.
     *
     * @param path the costliest chain that ends with its writer
     * @param depth the most tasks in a chain that ends with its writer
     * @param readers how many tasks will read it, at least one
     */
    LiveTile(long name, long bytes, boolean scratch, CriticalPath path, long depth, int readers) {
      this.name = name;
      this.bytes = bytes;
      this.scratch = scratch;
      this.path = path;
      this.depth = depth;
      this.readers = readers;
      this.readersLeft = readers;
    }

    CriticalPath path() {
      return path;
    }

    long depth() {
      return depth;
    }

    int readers() {
      return readers;
    }

    /** The bytes that are free when nobody reads the tile any more. */
    long scratchBytes() {
      return scratch ? bytes : 0;
    }
  }

  private LiveTile[] table = new LiveTile[1 << 10];
  private int size;

  /** The tile of a name, or null. */
  LiveTile find(long name) {
    return table[slot(name)];
  }

  void add(LiveTile tile) {
    if (2 * size >= table.length) {
      grow();
    }
    table[slot(tile.name)] = tile;
    size++;
  }

  /**
   * Counts a reader of a tile; the tile goes with its last.
   *
   * @param reader a positive number that names the reader, to be counted once however often it
   *     reads the tile
   * @return whether it was the last
   */
  boolean readBy(long reader, LiveTile tile) {
    if (tile.lastReader == reader) {
      return false;
    }
    tile.lastReader = reader;
    tile.readersLeft--;
    if (tile.readersLeft == 0) {
      remove(slot(tile.name));
    }
    return tile.readersLeft == 0;
  }

  private void grow() {
    LiveTile[] old = table;
    table = new LiveTile[2 * old.length];
    for (LiveTile tile : old) {
      if (tile != null) {
        table[slot(tile.name)] = tile;
      }
    }
  }

  /** Moves those back that probed past the freed slot. */
  private void remove(int slot) {
    int hole = slot;
    int mask = table.length - 1;
    for (int next = (hole + 1) & mask; table[next] != null; next = (next + 1) & mask) {
      int home = home(table[next].name);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        table[hole] = table[next];
        hole = next;
      }
    }
    table[hole] = null;
    size--;
  }

  private int slot(long name) {
    int slot = home(name);
    while (table[slot] != null && table[slot].name != name) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private int home(long name) {
    return TileSet.home(name, table.length);
  }
}
