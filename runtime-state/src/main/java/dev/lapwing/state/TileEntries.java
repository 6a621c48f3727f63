package dev.lapwing.state;

import java.nio.ByteBuffer;

/**
 * The entries of a tile, column after column, as doubles whatever precision they are kept in: a
 * float is widened when it is read, and a double is rounded to nearest when it is written to one.
 * Shared with the tile, not a copy.
 */
public interface TileEntries {

  /** The entries in some bytes, in the byte order of the buffer. */
  static TileEntries of(Precision precision, ByteBuffer bytes) {
    return precision == Precision.FLOAT64
        ? new DoubleEntries(bytes.asDoubleBuffer())
        : new FloatEntries(bytes.asFloatBuffer());
  }

  /** The number of entries. */
  int size();

  /** The entry at a position. */
  double get(int position);

  /** Sets the entry at a position. */
  void put(int position, double value);

  /** Copies entries from a position on into a part of an array. */
  void get(int position, double[] into, int first, int count);

  /** Copies a part of an array to the entries from a position on. */
  void put(int position, double[] from, int first, int count);

  /** Copies entries of a tile, which may be of another precision, to a position. */
  void put(int position, TileEntries from, int first, int count);

  /** All entries, in an array of their own. */
  default double[] toArray() {
    double[] copy = new double[size()];
    get(0, copy, 0, copy.length);
    return copy;
  }
}
