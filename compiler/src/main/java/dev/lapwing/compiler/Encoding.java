package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Program;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compact form of a program: the letters {@code LWP}, one byte of format version, the length of
 * the program's bytes and the CRC-32 of what follows (four bytes each, big-endian), and the
 * program's bytes deflated. The queries are not stored: planning them again takes a millisecond.
 */
final class Encoding {
  private static final byte[] START = {'L', 'W', 'P', 2};
  private static final int HEADER = START.length + 2 * Integer.BYTES;
  private static final int LARGEST_PROGRAM = 1 << 20;

  private Encoding() {}

  static byte[] encode(Program program) {
    byte[] plain = ProgramEncoder.encode(program);
    byte[] deflated = deflate(plain);
    return ByteBuffer.allocate(HEADER + deflated.length)
        .put(START)
        .putInt(plain.length)
        .putInt(crc(deflated, 0))
        .put(deflated)
        .array();
  }

  /**
   * The program.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded program, with what is wrong
   */
  static Program decode(byte[] bytes) {
    if (bytes.length < HEADER || !Arrays.equals(bytes, 0, 3, START, 0, 3)) {
      throw corrupt("it does not start with LWP and a header of " + HEADER + " bytes");
    }
    if (bytes[3] != START[3]) {
      throw corrupt("its format is version " + bytes[3] + ", and this reads only " + START[3]);
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, START.length, 2 * Integer.BYTES);
    int length = header.getInt();
    if (crc(bytes, HEADER) != header.getInt()) {
      throw corrupt("its checksum is wrong");
    }
    return ProgramDecoder.decode(inflate(bytes, length));
  }

  private static IllegalArgumentException corrupt(String what) {
    return new IllegalArgumentException("not an encoded program: " + what);
  }

  private static int crc(byte[] bytes, int from) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      byte[] room = new byte[plain.length + HEADER + 64];
      int length = deflater.deflate(room);
      return Arrays.copyOf(room, length);
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(byte[] bytes, int length) {
    if (length < 0 || length > LARGEST_PROGRAM) {
      throw corrupt("it claims a length of " + length + " bytes");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, HEADER, bytes.length - HEADER);
      byte[] room = new byte[length + 1];
      int inflated = inflater.inflate(room);
      if (inflated != length || !inflater.finished() || inflater.getRemaining() > 0) {
        throw corrupt("it does not have the " + length + " bytes it claims");
      }
      return Arrays.copyOf(room, length);
    } catch (DataFormatException damaged) {
      throw new IllegalArgumentException(
          "not an encoded program: it is damaged: " + damaged.getMessage(), damaged);
    } finally {
      inflater.end();
    }
  }
}
