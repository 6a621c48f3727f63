package dev.lapwing.state.objects;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Whole buffers to files and back. What is on the heap goes by the piece: the JDK copies it through
 * direct memory, as much as one call is given, and each thread keeps that copy's buffer for ever.
 */
final class FileTransfers {
  private static final int PIECE = 1 << 20;

  private FileTransfers() {}

  /** Writes all parts, one after the other; their positions stay. */
  static void write(FileChannel channel, ByteBuffer... parts) throws IOException {
    for (ByteBuffer part : parts) {
      ByteBuffer rest = part.duplicate();
      while (rest.hasRemaining()) {
        ByteBuffer piece = piece(rest);
        rest.position(rest.position() + channel.write(piece));
      }
    }
  }

  /**
   * Fills a buffer.
   *
   * @throws EOFException if the file ends before
   */
  static void read(FileChannel channel, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      int bytes = channel.read(piece(target));
      if (bytes < 0) {
        throw new EOFException("The file ends %,d bytes too early.".formatted(target.remaining()));
      }
      target.position(target.position() + bytes);
    }
  }

  private static ByteBuffer piece(ByteBuffer rest) {
    int bytes = rest.isDirect() ? rest.remaining() : Math.min(PIECE, rest.remaining());
    return rest.slice(rest.position(), bytes);
  }
}
