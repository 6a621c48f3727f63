package dev.lapwing.state.objects;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is being read. */
final class StoredFile implements StoredObject {
  private final FileChannel channel;
  private final long length;

  StoredFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.length = channel.size();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("The file ends %,d bytes too early.".formatted(target.remaining()));
      }
    }
  }

  @Override
  public void skip(long bytes) throws IOException {
    channel.position(channel.position() + bytes);
  }
}
