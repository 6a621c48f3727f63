package dev.lapwing.format;

import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.HeapMatrix;
import dev.lapwing.tiles.ParallelTileLoop;
import dev.lapwing.tiles.TileArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;

/** Reads matrix files into arrays. */
final class FormatFixture {
  private FormatFixture() {}

  static double[][] read(Path file) throws IOException {
    MatrixFileInfo info = MatrixFiles.info(file);
    try (TilePool pool = TilePool.create(1 << 24)) {
      TileArray matrix = HeapMatrix.empty(pool, (int) info.rows(), (int) info.columns(), 3, 2);
      MatrixFiles.read(file, matrix, new ParallelTileLoop(ForkJoinPool.commonPool(), 2));
      return HeapMatrix.array(matrix);
    }
  }
}
