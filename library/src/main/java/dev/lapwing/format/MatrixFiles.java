package dev.lapwing.format;

import dev.lapwing.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The formats of matrix files, chosen by the ending of the name. */
public final class MatrixFiles {
  private MatrixFiles() {}

  /** The endings that are understood: {@code .npy}, {@code .mtx}, {@code .csv}, {@code .zarr}. */
  public static List<String> endings() {
    return List.of(".npy", ".mtx", ".csv", ".zarr");
  }

  /** What a file holds, from its header. */
  public static MatrixFileInfo info(Path file) {
    if (Files.exists(file)) {
      throw new UnsupportedOperationException(file + "");
    }
    return new MatrixFileInfo("", new Shape(0, 0), java.util.Map.of());
  }
}
