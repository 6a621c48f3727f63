package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The memory of a process that is its own: what a file gave it can be had again, and does not
 * count.
 */
final class ResidentMemory {
  private static final String OWN = "RssAnon:";

  private ResidentMemory() {}

  /** Its bytes; none if the process has ended. */
  static long of(Process process) {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith(OWN))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // Its entry goes away with it, before or while it is read.
    }
  }
}
