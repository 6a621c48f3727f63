package dev.lapwing.state.zarr;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the container format of Blosc 1, which older versions of zarr-python write by default: a
 * header, then blocks, each compressed in one or more streams and shuffled as a whole.
 *
 * @see <a href="https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst">Blosc chunk
 *     format</a>
 */
final class Blosc {
  private static final int HEADER_BYTES = 16;
  private static final int SHUFFLED_BYTES = 0x1;
  private static final int COPIED = 0x2;
  private static final int SHUFFLED_BITS = 0x4;
  private static final int NOT_SPLIT = 0x10;
  private static final int MOST_STREAMS = 16;
  private static final int SMALLEST_STREAM = 128;

  private final ByteBuffer chunk;
  private final int flags;
  private final int elementBytes;
  private final int contentBytes;
  private final int blockBytes;

  private Blosc(ByteBuffer chunk) {
    this.chunk = chunk;
    this.flags = chunk.get(2);
    this.elementBytes = Byte.toUnsignedInt(chunk.get(3));
    this.contentBytes = chunk.getInt(4);
    this.blockBytes = chunk.getInt(8);
  }

  /**
   * The content of a chunk.
   *
   * @param largest more bytes than this cannot be in it
   */
  static ByteBuffer decode(ByteBuffer encoded, int largest) throws CorruptChunk {
    try {
      var container = new Blosc(encoded.slice().order(ByteOrder.LITTLE_ENDIAN));
      container.check(largest);
      return ByteBuffer.wrap(container.content());
    } catch (IndexOutOfBoundsException | ZstdException e) {
      throw new CorruptChunk("its Blosc container is broken (" + e.getMessage() + ")", e);
    }
  }

  private void check(int largest) throws CorruptChunk {
    boolean plausible =
        0 <= contentBytes && contentBytes <= largest && 0 < blockBytes && 0 < elementBytes;
    if (!plausible) {
      throw new CorruptChunk("the header of its Blosc container is broken");
    }
  }

  private byte[] content() throws CorruptChunk {
    byte[] content = new byte[contentBytes];
    if ((flags & COPIED) != 0) {
      chunk.get(HEADER_BYTES, content);
      return content;
    }
    int blocks = contentBytes / blockBytes + (contentBytes % blockBytes == 0 ? 0 : 1);
    for (int block = 0; block < blocks; block++) {
      int start = block * blockBytes;
      int length = Math.min(blockBytes, contentBytes - start);
      byte[] shuffled = block(chunk.getInt(HEADER_BYTES + Integer.BYTES * block), length);
      System.arraycopy(unshuffled(shuffled), 0, content, start, length);
    }
    return content;
  }

  /** One block, whose streams start at an offset. */
  private byte[] block(int offset, int length) throws CorruptChunk {
    byte[] block = new byte[length];
    int streams = isSplit(length) ? elementBytes : 1;
    int streamBytes = length / streams;
    int position = offset;
    for (int stream = 0; stream < streams; stream++) {
      int compressed = chunk.getInt(position);
      ByteBuffer source = chunk.slice(position + Integer.BYTES, compressed);
      stream(source, block, stream * streamBytes, streamBytes);
      position += Integer.BYTES + compressed;
    }
    return block;
  }

  private boolean isSplit(int length) {
    return (flags & NOT_SPLIT) == 0
        && length == blockBytes
        && elementBytes <= MOST_STREAMS
        && blockBytes / elementBytes >= SMALLEST_STREAM;
  }

  private void stream(ByteBuffer source, byte[] target, int offset, int length)
      throws CorruptChunk {
    if (source.remaining() == length) {
      source.get(target, offset, length);
      return;
    }
    switch (flags >> 5 & 0x7) {
      case 1 -> Lz4.decode(source, target, offset, length);
      case 3 -> inflate(source, target, offset, length);
      case 4 -> decompressZstd(source, target, offset, length);
      default ->
          throw new CorruptChunk(
              "its Blosc container is compressed with neither lz4, zlib nor zstd");
    }
  }

  private static void inflate(ByteBuffer source, byte[] target, int offset, int length)
      throws CorruptChunk {
    var inflater = new Inflater();
    try {
      inflater.setInput(source);
      if (inflater.inflate(target, offset, length) != length) {
        throw new CorruptChunk("a block of its Blosc container is cut off");
      }
    } catch (DataFormatException e) {
      throw new CorruptChunk("a block of its Blosc container is broken", e);
    } finally {
      inflater.end();
    }
  }

  private static void decompressZstd(ByteBuffer source, byte[] target, int offset, int length)
      throws CorruptChunk {
    byte[] compressed = new byte[source.remaining()];
    source.get(compressed);
    long result =
        Zstd.decompressByteArray(target, offset, length, compressed, 0, compressed.length);
    if (result != length) {
      throw new CorruptChunk("a block of its Blosc container is broken");
    }
  }

  private byte[] unshuffled(byte[] block) {
    if ((flags & SHUFFLED_BYTES) != 0) {
      return Shuffle.undoBytes(block, elementBytes);
    }
    return (flags & SHUFFLED_BITS) != 0 ? Shuffle.undoBits(block, elementBytes) : block;
  }
}
