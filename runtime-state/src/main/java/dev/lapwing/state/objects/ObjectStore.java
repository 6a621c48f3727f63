package dev.lapwing.state.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Named byte objects. An object is written whole or not at all, and a reader sees all of it or
 * nothing. Keys are names joined by slashes: {@code c/3/1}.
 */
public interface ObjectStore {

  /** The full name of an object, for messages: {@code file:///data/a.zarr/c/3/1}. */
  String locate(String key);

  /** Whether each operation is a request over a network, so that bytes are worth saving. */
  boolean isDistant();

  /** What a reader makes of an object, if there is one. */
  <T> Optional<T> read(String key, ObjectReader<T> reader) throws IOException;

  /**
   * What a reader makes of a part of an object, if there is one. Nothing tells it whether the part
   * is as it was written: checksums are those of whole objects.
   *
   * @param offset the first byte of the part
   * @param length the number of bytes that the reader will read, at least one
   */
  <T> Optional<T> readPart(String key, long offset, long length, ObjectReader<T> reader)
      throws IOException;

  /** Writes the parts, one after the other, as one object; replaces what was there. */
  void write(String key, ByteBuffer... parts) throws IOException;

  /** Whether there is such an object. */
  boolean exists(String key) throws IOException;

  /**
   * Deletes the object; it need not exist. Some stores do it a moment later, together with others:
   * those of objects that nobody reads or writes any more.
   */
  void delete(String key) throws IOException;

  /** Waits until all objects are gone that were deleted. */
  default void settle() throws IOException {}
}
