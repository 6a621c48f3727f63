package dev.lapwing.state.aws;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/** The content of some buffers, one after the other, whose positions stay as they are. */
final class BufferStream extends InputStream {
  private final ByteBuffer[] parts;
  private int current;

  BufferStream(ByteBuffer... parts) {
    this.parts = Stream.of(parts).map(ByteBuffer::duplicate).toArray(ByteBuffer[]::new);
  }

  @Override
  public int read() {
    return atEnd() ? -1 : Byte.toUnsignedInt(parts[current].get());
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (atEnd()) {
      return -1;
    }
    int count = Math.min(length, parts[current].remaining());
    parts[current].get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return atEnd() ? 0 : parts[current].remaining();
  }

  private boolean atEnd() {
    while (current < parts.length && !parts[current].hasRemaining()) {
      current++;
    }
    return current == parts.length;
  }
}
