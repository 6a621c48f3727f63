package dev.lapwing.state.zarr;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** What a writer did to the bytes of a chunk, and how it is undone. */
enum ByteCodec {
  GZIP {
    @Override
    ByteBuffer decode(ByteBuffer encoded, int largest) throws IOException {
      return readAll(new GZIPInputStream(stream(encoded)), largest);
    }
  },
  ZLIB {
    @Override
    ByteBuffer decode(ByteBuffer encoded, int largest) throws IOException {
      return readAll(new InflaterInputStream(stream(encoded)), largest);
    }
  },
  ZSTD {
    @Override
    ByteBuffer decode(ByteBuffer encoded, int largest) throws IOException {
      return readAll(new ZstdInputStream(stream(encoded)), largest);
    }
  },
  BLOSC {
    @Override
    ByteBuffer decode(ByteBuffer encoded, int largest) throws IOException {
      return Blosc.decode(encoded, largest);
    }
  },
  CRC32C {
    @Override
    ByteBuffer decode(ByteBuffer encoded, int largest) throws IOException {
      int length = encoded.remaining() - CHECKSUM_BYTES;
      if (length < 0) {
        throw new CorruptChunk("its checksum is cut off");
      }
      ByteBuffer content = encoded.slice(encoded.position(), length);
      int stored =
          encoded
              .slice(encoded.position() + length, CHECKSUM_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .getInt();
      verify(content, stored);
      return content;
    }
  };

  /** The length of a stored checksum. */
  static final int CHECKSUM_BYTES = 4;

  /**
   * The codec of that name, in either version.
   *
   * @param name the name: {@code gzip}
   * @param compressor the compressor that Blosc uses within its container; empty for others
   */
  static Optional<ByteCodec> named(String name, String compressor) {
    return switch (name) {
      case "gzip", "numcodecs.gzip" -> Optional.of(GZIP);
      case "zlib", "numcodecs.zlib" -> Optional.of(ZLIB);
      case "zstd", "numcodecs.zstd" -> Optional.of(ZSTD);
      case "blosc", "numcodecs.blosc" ->
          Optional.of(BLOSC)
              .filter(blosc -> !compressor.equals("blosclz") && !compressor.equals("snappy"));
      case "crc32c", "numcodecs.crc32c" -> Optional.of(CRC32C);
      default -> Optional.empty();
    };
  }

  /** All names, for messages. */
  static String names() {
    return "gzip, zlib, zstd, crc32c, and blosc with lz4, zlib or zstd";
  }

  /**
   * The bytes before this codec was applied, from position zero on.
   *
   * @param largest more bytes than this cannot have been there: the chunk is corrupt
   */
  abstract ByteBuffer decode(ByteBuffer encoded, int largest) throws IOException;

  /** The checksum of what remains in a buffer (RFC 3720, Castagnoli's polynomial). */
  static int checksum(ByteBuffer content) {
    var crc = new CRC32C();
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }

  /** Compares the content with the checksum that was stored beside it. */
  static void verify(ByteBuffer content, int stored) throws CorruptChunk {
    int computed = checksum(content);
    if (computed != stored) {
      throw new CorruptChunk(
          "its CRC32C is %08x, but %08x was stored with it".formatted(computed, stored));
    }
  }

  private static InputStream stream(ByteBuffer encoded) {
    return new ByteArrayInputStream(
        encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
  }

  private static ByteBuffer readAll(InputStream decoded, int largest) throws IOException {
    try (decoded) {
      return ByteBuffer.wrap(decoded.readNBytes(largest));
    }
  }
}
