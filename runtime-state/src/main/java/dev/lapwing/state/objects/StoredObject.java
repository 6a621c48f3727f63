package dev.lapwing.state.objects;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An object that is being read, from the first byte that was asked for to the last. */
public interface StoredObject {

  /** The number of bytes of the whole object, whatever part of it is read. */
  long length();

  /**
   * Reads the next bytes until the buffer is full.
   *
   * @throws EOFException if the object, or the part of it that was asked for, ends before
   */
  void readFully(ByteBuffer target) throws IOException;

  /** Passes over the next bytes. */
  void skip(long bytes) throws IOException;
}
