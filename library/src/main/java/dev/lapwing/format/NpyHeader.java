package dev.lapwing.format;

import dev.lapwing.state.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The header of an .npy file.
 *
 * @param version of the format: {@code 1.0}
 * @param type of the elements
 * @param fortranOrder whether the elements lie column after column
 * @param rows the number of rows
 * @param columns the number of columns
 * @param dataOffset where the elements begin
 */
record NpyHeader(
    String version,
    NpyElement type,
    boolean fortranOrder,
    long rows,
    long columns,
    long dataOffset) {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  /** The header that is written: version 1.0, little-endian entries in C order. */
  static NpyHeader of(Precision precision, long rows, long columns) {
    NpyElement type = NpyElement.littleEndian(precision);
    int length = MAGIC.length + 4 + dictionary(type, rows, columns).length() + 1;
    int offset = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return new NpyHeader("1.0", type, false, rows, columns, offset);
  }

  /** Where the file ends, or more exactly where the last element does. */
  long end() {
    return dataOffset + Math.multiplyExact(Math.multiplyExact(rows, columns), type.bytes());
  }

  void write(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) dataOffset).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0);
    bytes.putShort((short) (dataOffset - MAGIC.length - 4));
    bytes.put(dictionary(type, rows, columns).getBytes(StandardCharsets.US_ASCII));
    while (bytes.remaining() > 1) {
      bytes.put((byte) ' ');
    }
    bytes.put((byte) '\n').flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String dictionary(NpyElement type, long rows, long columns) {
    return "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
        .formatted(type.name(), rows, columns);
  }
}
