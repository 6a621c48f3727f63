package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;

/**
 * One block of a matrix: {@code rows x columns} entries of one precision, in column-major order
 * with leading dimension {@code rows}, off-heap, 64-byte aligned, taken from a {@link TilePool} and
 * reference-counted.
 *
 * <p>A new tile has one reference, its creator's. {@link #retain} adds one, {@link #release} gives
 * one back; the memory returns to the pool with the last. Using a tile after that is an error.
 */
public interface Tile {

  /** The number of rows. */
  int rows();

  /** The number of columns. */
  int columns();

  /** How the entries are kept. */
  Precision precision();

  /** The content in native byte order, {@link #byteCount} bytes; shared, not a copy. */
  ByteBuffer bytes();

  /** The number of bytes of the content. */
  default long byteCount() {
    return precision().bytes(rows(), columns());
  }

  /** The content, column after column, in either precision; shared, not a copy. */
  TileEntries entries();

  /**
   * The content of a tile of doubles, column after column; shared, not a copy.
   *
   * @throws IllegalStateException if the entries are floats
   */
  DoubleBuffer doubles();

  /** The entry at a row and a column. */
  double get(int row, int column);

  /** Sets an entry, rounded to the precision of the tile. */
  void set(int row, int column, double value);

  /** Adds a reference. */
  Tile retain();

  /** Gives a reference back. */
  void release();

  /** Whether the caller's reference is the only one. */
  boolean isExclusive();
}
