package dev.lapwing.state.objects;

import java.io.IOException;

/**
 * Makes something of the content of an object. Where the content comes over a network and breaks
 * off, the reader is called again with the object from its first byte, so it must be able to start
 * anew.
 */
@FunctionalInterface
public interface ObjectReader<T> {

  /** Reads what it needs; never null. */
  T read(StoredObject object) throws IOException;
}
