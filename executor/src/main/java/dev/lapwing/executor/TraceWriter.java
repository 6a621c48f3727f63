package dev.lapwing.executor;

import dev.lapwing.executor.RunEvent.RunEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * An observer that writes every event as a line of JSON, for programs that draw what happened when:
 * the components of {@link RunEvent} by their names. The last line is the end of the run; after it
 * the writer is flushed, and stays open.
 */
public final class TraceWriter implements RunObserver {
  private final Writer out;

  /** Writes to a writer that the caller closes. */
  public TraceWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void onEvent(RunEvent event) {
    try {
      out.write(EventJson.line(event));
      out.write('\n');
      if (event instanceof RunEnded) {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
