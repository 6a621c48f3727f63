package dev.lapwing.state.objects;

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
    FileTransfers.read(channel, target);
  }

  @Override
  public void skip(long bytes) throws IOException {
    channel.position(channel.position() + bytes);
  }
}
