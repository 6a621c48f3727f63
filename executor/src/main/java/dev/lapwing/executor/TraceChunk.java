package dev.lapwing.executor;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Events as compressed lines of JSON, one after the other. */
final class TraceChunk {
  /** What the names of chunks end with. */
  static final String ENDING = ".jsonl.gz";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Writer lines;
  private int events;

  TraceChunk() {
    try {
      lines = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int events() {
    return events;
  }

  void add(RunEvent event) {
    try {
      lines.write(EventJson.line(event));
      lines.write('\n');
      events++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it; nothing can be added any more. */
  byte[] content() {
    try {
      lines.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The events of a chunk.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void read(byte[] content, Consumer<RunEvent> reader) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
      lines.lines().map(EventJson::event).forEach(reader);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException("this is no chunk of a trace: " + e.getMessage(), e);
    }
  }
}
