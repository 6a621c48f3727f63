package dev.lapwing.state.objects;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An object that is being read, from its first byte to its last. */
public interface StoredObject extends AutoCloseable {

  /** The number of bytes of the object. */
  long length();

  /**
   * Reads the next bytes until the buffer is full.
   *
   * @throws EOFException if the object ends before
   */
  void readFully(ByteBuffer target) throws IOException;

  @Override
  void close() throws IOException;
}
