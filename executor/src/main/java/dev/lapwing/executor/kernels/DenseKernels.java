package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.List;

/**
 * A matrix that comes in blocks of columns, brought to two diagonals by one task, {@code gebrd}, by
 * way of a narrow band. Where reflectors are wanted there is {@link DenseVectorKernels}.
 */
final class DenseKernels<V extends TileView> {
  /**
   * The width of the band between: narrower ones make slower products of the first reduction, wider
   * ones more work of the second.
   */
  private static final int WIDTH = 64;

  private final Blas<V> blas;

  DenseKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** The two diagonals of a matrix that is not wide; computed in double precision. */
  void gebrd(Call call) {
    Tile two = call.output(0);
    int n = two.rows();
    int width = Math.min(WIDTH, n);
    int rows = call.operands().tile(0, 0).rows();
    requireNotWide(rows, n);
    Tile band = call.workspace().allocate(3 * width, n);
    try {
      TileContent.clear(band);
      BandStorage storage = new BandStorage(band, width);
      loadBand(call, storage, rows);
      try (V matrix = blas.update(band)) {
        blas.gbbrd(width, matrix, List.of(), call.workspace());
      }
      storage.diagonals(two);
    } finally {
      band.release();
    }
  }

  static void requireNotWide(int rows, int columns) {
    if (rows < columns) {
      throw new IllegalArgumentException(
          "gebrd was given a matrix of %,d x %,d: take the transpose of a wide one."
              .formatted(rows, columns));
    }
  }

  private void loadBand(Call call, BandStorage storage, int rows) {
    Tile matrix = call.workspace().allocate(rows, storage.tile().columns());
    try {
      loadColumns(call, matrix);
      try (V a = blas.update(matrix)) {
        blas.ge2gb(storage.width(), a, call.workspace());
      }
      storage.load(matrix);
    } finally {
      matrix.release();
    }
  }

  /** The blocks of columns that are input 0, beside each other. */
  static void loadColumns(Call call, Tile matrix) {
    loadColumns(call, matrix.rows(), matrix);
  }

  /** The same, in the first rows of a tile. */
  static void loadColumns(Call call, int rows, Tile matrix) {
    int column = 0;
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile tile = call.operands().tile(0, k);
      call.require(tile, rows, tile.columns());
      TileContent.copyInto(tile, matrix, 0, column);
      column += tile.columns();
      call.operands().done(0, k);
    }
  }
}
