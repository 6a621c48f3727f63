package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Fills of whole buffers, by copying from a small block. */
final class Fill {
  private static final byte[] ZEROS = new byte[1 << 14];
  private static final byte[] NOT_A_NUMBER = new byte[1 << 14];

  static {
    Arrays.fill(NOT_A_NUMBER, (byte) 0xFF);
  }

  private Fill() {}

  /** Zeros from the position to the limit. */
  static void zeros(ByteBuffer buffer) {
    fill(buffer, ZEROS);
  }

  /** Numbers of either precision that are none (all bits set) from the position to the limit. */
  static void notANumber(ByteBuffer buffer) {
    fill(buffer, NOT_A_NUMBER);
  }

  /** The same value everywhere. */
  static void with(double value, TileEntries entries) {
    for (int position = 0; position < entries.size(); position++) {
      entries.put(position, value);
    }
  }

  private static void fill(ByteBuffer buffer, byte[] block) {
    while (buffer.hasRemaining()) {
      buffer.put(block, 0, Math.min(block.length, buffer.remaining()));
    }
  }
}
