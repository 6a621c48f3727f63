package dev.lapwing.format;

import java.nio.file.Path;

/** A file that is not what its name promises: where it goes wrong, and how. */
public final class MalformedMatrixFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String position;

  /**
   * A mistake in a file.
   *
   * @param position where: {@code line 17, field 3} or {@code byte 128}
   * @param problem what is wrong there, and what would be right
   */
  public MalformedMatrixFile(Path file, String position, String problem) {
    super(file + ", " + position + ": " + problem);
    this.file = file.toString();
    this.position = position;
  }

  /** The file. */
  public Path file() {
    return Path.of(file);
  }

  /** Where in the file: {@code line 17, field 3} or {@code byte 128}. */
  public String position() {
    return position;
  }
}
