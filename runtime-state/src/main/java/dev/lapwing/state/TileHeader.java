package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What precedes the entries of a scratch tile: a mark, a version, the shape, the CRC32C of the
 * entries and the CRC32C of all that.
 */
record TileHeader(int rows, int columns, int checksum) {
  /** The length of a header. */
  static final int BYTES = 32;

  /** {@code LAPWTILE}, as its bytes lie on the disk. */
  private static final long MARK = 0x454C_4954_5750_414CL;

  private static final int VERSION = 1;
  private static final int CHECKED_BYTES = 24;

  static TileHeader of(Tile tile, ByteBuffer content) {
    return new TileHeader(tile.rows(), tile.columns(), Checksums.of(content));
  }

  /** The header, if the bytes are one. */
  static Optional<TileHeader> decode(ByteBuffer bytes) {
    var header = new TileHeader(bytes.getInt(12), bytes.getInt(16), bytes.getInt(20));
    boolean genuine = header.rows >= 0 && header.columns >= 0 && header.encode().equals(bytes);
    return genuine ? Optional.of(header) : Optional.empty();
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MARK).putInt(VERSION).putInt(rows).putInt(columns).putInt(checksum);
    bytes.putInt(Checksums.of(bytes.slice(0, CHECKED_BYTES)));
    return bytes.rewind();
  }

  /** The length of the header and the entries. */
  long objectBytes() {
    return BYTES + (long) Double.BYTES * rows * columns;
  }
}
