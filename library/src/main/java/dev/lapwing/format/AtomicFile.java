package dev.lapwing.format;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear whole or not at all. */
final class AtomicFile {
  private AtomicFile() {}

  /**
   * Lets {@code content} write a file beside {@code target} and moves it there if that went well.
   */
  static void write(Path target, Content content) throws IOException {
    Path file = target.toAbsolutePath();
    Path part =
        file.resolveSibling("." + file.getFileName() + "." + UlidCreator.getUlid() + ".part");
    try {
      content.writeTo(part);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** What is written. */
  @FunctionalInterface
  interface Content {
    /** Writes it to a file that is not there yet. */
    void writeTo(Path part) throws IOException;
  }
}
