package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
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

  /** Doubles that are not a number (all bits set) from the position to the limit. */
  static void notANumber(ByteBuffer buffer) {
    fill(buffer, NOT_A_NUMBER);
  }

  /** The same value from the position to the limit. */
  static void with(double value, DoubleBuffer buffer) {
    while (buffer.hasRemaining()) {
      buffer.put(value);
    }
  }

  private static void fill(ByteBuffer buffer, byte[] block) {
    while (buffer.hasRemaining()) {
      buffer.put(block, 0, Math.min(block.length, buffer.remaining()));
    }
  }
}
