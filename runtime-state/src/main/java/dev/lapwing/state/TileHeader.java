package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What precedes the entries of a scratch tile: a mark, a version, the shape, the bytes of an entry,
 * the CRC32C of the entries and the CRC32C of all that.
 */
record TileHeader(Precision precision, int rows, int columns, int checksum) {
  /** The length of a header. */
  static final int BYTES = 32;

  /** {@code LAPWTILE}, as its bytes lie on the disk. */
  private static final long MARK = 0x454C_4954_5750_414CL;

  private static final int VERSION = 2;
  private static final int CHECKED_BYTES = 28;

  static TileHeader of(Tile tile, ByteBuffer content) {
    return new TileHeader(tile.precision(), tile.rows(), tile.columns(), Checksums.of(content));
  }

  /** The header, if the bytes are one. */
  static Optional<TileHeader> decode(ByteBuffer bytes) {
    Precision precision =
        bytes.getInt(20) == Precision.FLOAT32.bytes() ? Precision.FLOAT32 : Precision.FLOAT64;
    var header = new TileHeader(precision, bytes.getInt(12), bytes.getInt(16), bytes.getInt(24));
    boolean genuine = header.rows >= 0 && header.columns >= 0 && header.encode().equals(bytes);
    return genuine ? Optional.of(header) : Optional.empty();
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MARK).putInt(VERSION).putInt(rows).putInt(columns);
    bytes.putInt(precision.bytes()).putInt(checksum);
    bytes.putInt(Checksums.of(bytes.slice(0, CHECKED_BYTES)));
    return bytes.rewind();
  }

  /** The length of the header and the entries. */
  long objectBytes() {
    return BYTES + precision.bytes(rows, columns);
  }
}
