package dev.lapwing.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip that can be deployed, and not be run. */
final class SmallZip {
  private SmallZip() {}

  /** Makes one that tells nothing of itself. */
  static Path in(Path folder) {
    return with(folder, "code", "none");
  }

  /** Makes one that says which OpenBLAS is in it, as an artifact's version. */
  static Path ofOpenBlas(Path folder, String version) {
    return with(folder, "lapwing-function.properties", "openblas=" + version);
  }

  private static Path with(Path folder, String entry, String content) {
    Path file = folder.resolve("function.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
