package dev.lapwing.state.zarr;

import java.nio.ByteBuffer;

/**
 * Decompresses a block of LZ4: sequences of literal bytes, each followed by a copy of bytes that
 * were written before.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">LZ4 block format</a>
 */
final class Lz4 {
  private static final int SHORTEST_COPY = 4;
  private static final int LONG = 15;

  private Lz4() {}

  /** Fills {@code length} bytes of the target; what is out of bounds was not written by LZ4. */
  static void decode(ByteBuffer source, byte[] target, int offset, int length) throws CorruptChunk {
    int position = offset;
    while (source.hasRemaining()) {
      int token = Byte.toUnsignedInt(source.get());
      int literals = length(token >> 4, source);
      if (literals > source.remaining()) {
        throw new CorruptChunk("a block of LZ4 is cut off");
      }
      source.get(target, position, literals);
      position += literals;
      if (source.hasRemaining()) {
        position = copy(target, position, distance(source), length(token & LONG, source));
      }
    }
    if (position != offset + length) {
      throw new CorruptChunk("a block of LZ4 has the wrong length");
    }
  }

  /** A length of 15 or more goes on in the following bytes, up to the first that is not 255. */
  private static int length(int start, ByteBuffer source) throws CorruptChunk {
    int length = start;
    int more = start == LONG ? 255 : 0;
    while (more == 255) {
      if (!source.hasRemaining()) {
        throw new CorruptChunk("a block of LZ4 is cut off");
      }
      more = Byte.toUnsignedInt(source.get());
      length += more;
    }
    return length;
  }

  private static int distance(ByteBuffer source) throws CorruptChunk {
    if (source.remaining() < Short.BYTES) {
      throw new CorruptChunk("a block of LZ4 is cut off");
    }
    return Byte.toUnsignedInt(source.get()) | Byte.toUnsignedInt(source.get()) << 8;
  }

  /** Copies byte by byte: source and target may overlap, and then repeat what was just written. */
  private static int copy(byte[] target, int position, int distance, int length) {
    int end = position + length + SHORTEST_COPY;
    for (int i = position; i < end; i++) {
      target[i] = target[i - distance];
    }
    return end;
  }
}
