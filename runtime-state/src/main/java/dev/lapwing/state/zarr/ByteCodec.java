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
    ByteBuffer decode(ByteBuffer encoded) throws IOException {
      return readAll(new GZIPInputStream(stream(encoded)));
    }
  },
  ZLIB {
    @Override
    ByteBuffer decode(ByteBuffer encoded) throws IOException {
      return readAll(new InflaterInputStream(stream(encoded)));
    }
  },
  ZSTD {
    @Override
    ByteBuffer decode(ByteBuffer encoded) throws IOException {
      return readAll(new ZstdInputStream(stream(encoded)));
    }
  },
  CRC32C {
    @Override
    ByteBuffer decode(ByteBuffer encoded) throws IOException {
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

  /** The codec of that name, in either version: {@code gzip}. */
  static Optional<ByteCodec> named(String name) {
    return switch (name) {
      case "gzip", "numcodecs.gzip" -> Optional.of(GZIP);
      case "zlib", "numcodecs.zlib" -> Optional.of(ZLIB);
      case "zstd", "numcodecs.zstd" -> Optional.of(ZSTD);
      case "crc32c" -> Optional.of(CRC32C);
      default -> Optional.empty();
    };
  }

  /** All names, for messages. */
  static String names() {
    return "gzip, zlib, zstd, crc32c";
  }

  /** The bytes before this codec was applied, from position zero on. */
  abstract ByteBuffer decode(ByteBuffer encoded) throws IOException;

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

  private static ByteBuffer readAll(InputStream decoded) throws IOException {
    try (decoded) {
      return ByteBuffer.wrap(decoded.readAllBytes());
    }
  }
}
