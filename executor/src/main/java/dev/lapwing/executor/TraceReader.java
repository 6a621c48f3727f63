package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TraceStore;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads what all processes have noted down of a run, one chunk at a time. */
public final class TraceReader {
  private final TraceStore store;

  /** A reader of the trace of a run. */
  public TraceReader(TraceStore store) {
    this.store = store;
  }

  /**
   * Reads all that was written so far.
   *
   * @param reader is given every event and the name of the process that noted it down, those of one
   *     process in their order
   * @throws IllegalArgumentException if a chunk is damaged; the message names it
   */
  public void read(BiConsumer<String, RunEvent> reader) throws StoreException {
    for (String chunk : chunks()) {
      byte[] content = store.read(chunk).orElse(new byte[0]);
      if (content.length > 0) {
        read(chunk, content, reader);
      }
    }
  }

  /** Whether anything was written. */
  public boolean isEmpty() throws StoreException {
    return chunks().isEmpty();
  }

  private List<String> chunks() throws StoreException {
    return store.names().stream().filter(name -> name.endsWith(TraceChunk.ENDING)).toList();
  }

  private void read(String chunk, byte[] content, BiConsumer<String, RunEvent> reader) {
    String process = chunk.substring(0, chunk.lastIndexOf('-'));
    try {
      TraceChunk.read(content, event -> reader.accept(process, event));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s of %s is damaged: %s".formatted(chunk, store.location(), e.getMessage()), e);
    }
  }
}
