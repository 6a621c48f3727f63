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

  /** The object, open for reading, if there is one. */
  Optional<StoredObject> open(String key) throws IOException;

  /** Writes the parts, one after the other, as one object; replaces what was there. */
  void write(String key, ByteBuffer... parts) throws IOException;

  /** Whether there is such an object. */
  boolean exists(String key) throws IOException;

  /** Deletes the object; it need not exist. */
  void delete(String key) throws IOException;
}
