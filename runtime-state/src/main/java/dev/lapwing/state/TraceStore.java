package dev.lapwing.state;

import java.util.List;
import java.util.Optional;

/**
 * What the executors of one run have noted down of their work, in chunks that are written once.
 * Every operation may be repeated. A trace outlives the run's scratch tiles, and goes when the run
 * is forgotten.
 */
public interface TraceStore {

  /** Where it is, for messages: {@code file:///work/traces/RUN}. */
  String location();

  /**
   * Writes a chunk, whole or not at all.
   *
   * @param name letters, digits, dots and hyphens; no other chunk of the run has it
   */
  void write(String name, byte[] content) throws StoreException;

  /** The names of all chunks, sorted. */
  List<String> names() throws StoreException;

  /** The content of a chunk, if there is one of that name. */
  Optional<byte[]> read(String name) throws StoreException;

  /**
   * Deletes all chunks; there need not be any.
   *
   * @return their bytes
   */
  long deleteAll() throws StoreException;
}
