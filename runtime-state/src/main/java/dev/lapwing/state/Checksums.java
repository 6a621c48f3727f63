package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C, Castagnoli's polynomial: the JDK computes it with the processor's instructions. */
final class Checksums {
  private Checksums() {}

  /** The checksum of what remains in a buffer. */
  static int of(ByteBuffer content) {
    var crc = new CRC32C();
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }
}
