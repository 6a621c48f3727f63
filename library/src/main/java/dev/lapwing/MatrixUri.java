package dev.lapwing;

import dev.lapwing.format.MatrixFiles;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a matrix is said to be: a name in memory, a Zarr array in a folder or in S3, or a file of
 * another format.
 *
 * @param text what was written
 * @param kind what it means
 * @param path where, if it is on a disk; empty otherwise
 */
record MatrixUri(String text, Kind kind, Path path) {
  private static final String S3 = "s3://";
  private static final String ZARR = ".zarr";
  private static final Path NOWHERE = Path.of("");
  private static final String FORMS =
      "write a path or file: URI that ends in .zarr, %s, an s3: URI that ends in .zarr, or mem:NAME"
          .formatted(String.join(", ", MatrixFiles.endings()));

  /** Kinds of places. */
  enum Kind {
    MEMORY,
    BUCKET,
    FOLDER,
    FILE
  }

  /**
   * What a text means.
   *
   * @throws IllegalArgumentException if it means nothing, saying what would
   */
  static MatrixUri of(String text) {
    if (text.startsWith("mem:") && text.length() > "mem:".length()) {
      return new MatrixUri(text, Kind.MEMORY, NOWHERE);
    }
    if (text.startsWith(S3)) {
      return bucket(text);
    }
    Path path = path(text);
    if (isZarr(path.toString())) {
      return new MatrixUri(text, Kind.FOLDER, path);
    }
    if (!MatrixFiles.understands(path)) {
      throw refused(text);
    }
    return new MatrixUri(text, Kind.FILE, path);
  }

  /** A location as people write it: a path, where it is one. */
  static String plain(String location) {
    return location.startsWith("file:") ? Path.of(URI.create(location)).toString() : location;
  }

  /** Whether tiles can be read and written there one by one. */
  boolean isTiled() {
    return kind != Kind.FILE;
  }

  private static MatrixUri bucket(String text) {
    if (!isZarr(text)) {
      throw new IllegalArgumentException(
          "'%s' names no matrix: in S3 a matrix is a Zarr array, whose name ends in .zarr; import other files from a disk"
              .formatted(text));
    }
    return new MatrixUri(text, Kind.BUCKET, NOWHERE);
  }

  private static boolean isZarr(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ZARR);
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
