package dev.lapwing.format;

import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Matrix files of every format that is understood, chosen by the ending of the name. A file is
 * written beside its place and moved there when it is complete: whoever looks sees the old file or
 * the new one, never a part.
 */
public final class MatrixFiles {
  private static final List<MatrixFormat> FORMATS =
      List.of(new NpyFormat(), new MatrixMarketFormat(), new CsvFormat());

  private MatrixFiles() {}

  /** The endings that are understood: {@code .npy}, {@code .mtx}, {@code .csv}. */
  public static List<String> endings() {
    return FORMATS.stream().map(MatrixFormat::ending).toList();
  }

  /** Whether the name of a file has an ending that is understood. */
  public static boolean understands(Path file) {
    return find(file).isPresent();
  }

  /**
   * What a file holds.
   *
   * @throws IllegalArgumentException if the ending is not understood
   * @throws MalformedMatrixFile if the file is not what its ending says
   */
  public static MatrixFileInfo info(Path file) throws IOException {
    return existing(file).info(file);
  }

  /** Reads a file into tiles; they may be cut in any way that has the file's shape. */
  public static void read(Path file, TileArray into, TileLoop loop) throws IOException {
    existing(file).read(file, into, loop);
  }

  /** Writes tiles to a file; one that is there is replaced. */
  public static void write(TileArray matrix, Path file, TileLoop loop) throws IOException {
    MatrixFormat format = format(file);
    AtomicFile.write(file, part -> format.write(matrix, part, loop));
  }

  private static MatrixFormat existing(Path file) throws IOException {
    MatrixFormat format = format(file);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return format;
  }

  private static MatrixFormat format(Path file) {
    return find(file)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no ending that names a matrix format: use one of %s"
                        .formatted(file, String.join(", ", endings()))));
  }

  private static Optional<MatrixFormat> find(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return FORMATS.stream().filter(format -> name.endsWith(format.ending())).findFirst();
  }
}
