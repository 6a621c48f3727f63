package dev.lapwing.testing;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is there and cannot be read until this is closed: in its place there is a link that
 * leads to itself. Whoever needs its content tries again and again, so that a run with such a tile
 * is not over however fast the machine is.
 */
public final class UnreadableFile implements AutoCloseable {
  private final Path file;
  private final Path aside;

  private UnreadableFile(Path file, Path aside) {
    this.file = file;
    this.aside = aside;
  }

  /** Makes a file unreadable. */
  public static UnreadableFile of(Path file) throws IOException {
    Path aside = Files.move(file, file.resolveSibling(file.getFileName() + ".aside"));
    Files.createSymbolicLink(file, file.getFileName());
    return new UnreadableFile(file, aside);
  }

  /** Makes it readable, at once: at no time is it missing. */
  @Override
  public void close() {
    try {
      Path readable = Files.move(aside, file, ATOMIC_MOVE);
      assert Files.isRegularFile(readable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
