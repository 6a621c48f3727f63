package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** The byte order of stored tiles, whatever that of the machine. */
final class LittleEndian {
  private static final boolean NATIVE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private LittleEndian() {}

  /** The entries of a tile in little-endian bytes: the tile's own memory where that is so. */
  static ByteBuffer of(Tile tile) {
    if (NATIVE) {
      return tile.bytes();
    }
    ByteBuffer copy = ByteBuffer.allocate(tile.bytes().remaining());
    copy.put(tile.bytes()).flip();
    reverse(copy, tile.precision());
    return copy;
  }

  /** Turns little-endian bytes, as they were read into a tile, into its entries. */
  static void toNative(Tile tile) {
    if (NATIVE) {
      return;
    }
    reverse(tile.bytes(), tile.precision());
  }

  private static void reverse(ByteBuffer bytes, Precision precision) {
    if (precision == Precision.FLOAT64) {
      LongBuffer entries = bytes.asLongBuffer();
      for (int i = 0; i < entries.limit(); i++) {
        entries.put(i, Long.reverseBytes(entries.get(i)));
      }
    } else {
      IntBuffer entries = bytes.asIntBuffer();
      for (int i = 0; i < entries.limit(); i++) {
        entries.put(i, Integer.reverseBytes(entries.get(i)));
      }
    }
  }
}
