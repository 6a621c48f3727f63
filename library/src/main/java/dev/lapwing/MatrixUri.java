package dev.lapwing;

import dev.lapwing.format.MatrixFiles;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Where a matrix is said to be: a name in memory, a Zarr array, or a file of another format. */
record MatrixUri(String text, boolean isMemory, Path path) {
  private static final String FORMS =
      "write a path or file: URI that ends in .zarr, %s, or mem:NAME"
          .formatted(String.join(", ", MatrixFiles.endings()));

  /**
   * What a text means.
   *
   * @throws IllegalArgumentException if it means nothing, saying what would
   */
  static MatrixUri of(String text) {
    if (text.startsWith("mem:") && text.length() > "mem:".length()) {
      return new MatrixUri(text, true, Path.of(""));
    }
    Path path = path(text);
    boolean zarr = path.toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
    if (!zarr && !MatrixFiles.understands(path)) {
      throw refused(text);
    }
    return new MatrixUri(text, false, path);
  }

  /** A location as people write it: a path, where it is one. */
  static String plain(String location) {
    return location.startsWith("file:") ? Path.of(URI.create(location)).toString() : location;
  }

  /** Whether tiles can be read and written there one by one. */
  boolean isTiled() {
    return isMemory || path.toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
  }

  private static Path path(String text) {
    try {
      if (text.startsWith("file:")) {
        return Path.of(URI.create(text));
      }
      if (text.isBlank() || text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
        throw refused(text);
      }
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw refused(text);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException("'%s' names no matrix: %s".formatted(text, FORMS));
  }
}
