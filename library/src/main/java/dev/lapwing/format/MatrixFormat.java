package dev.lapwing.format;

import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.nio.file.Path;

/** A file format for matrices. */
interface MatrixFormat {

  /** The ending of its files: {@code .npy}. */
  String ending();

  /**
   * What the file's header says; a format without one counts.
   *
   * @throws MalformedMatrixFile if the file is not of this format
   */
  MatrixFileInfo info(Path file) throws IOException;

  /**
   * Reads the whole matrix into tiles, however they are cut.
   *
   * @throws MalformedMatrixFile if the file is not of this format
   */
  void read(Path file, TileArray into, TileLoop loop) throws IOException;

  /** Writes the whole matrix to a file that is not there or empty. */
  void write(TileArray matrix, Path file, TileLoop loop) throws IOException;
}
