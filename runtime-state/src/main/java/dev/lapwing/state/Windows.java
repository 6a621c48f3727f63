package dev.lapwing.state;

import java.nio.DoubleBuffer;

/** Puts together any part of a matrix from the tiles that it touches. */
final class Windows {
  private Windows() {}

  /** The part of a matrix that starts at (row, column), in a tile of its own. */
  static Tile read(StoredMatrix matrix, TilePool pool, long row, long column, int rows, int columns)
      throws StoreException {
    MatrixLayout layout = matrix.layout();
    checkInside(matrix, row, column, rows, columns);
    Tile window = pool.allocate(rows, columns);
    try {
      for (long i = row / layout.tileRows(); i * layout.tileRows() < row + rows; i++) {
        for (long j = column / layout.tileColumns();
            j * layout.tileColumns() < column + columns;
            j++) {
          copyTile(matrix, TileIndex.of(i, j), window, row, column);
        }
      }
      return window;
    } catch (StoreException | RuntimeException e) {
      window.release();
      throw e;
    }
  }

  private static void checkInside(
      StoredMatrix matrix, long row, long column, int rows, int columns) {
    MatrixLayout layout = matrix.layout();
    boolean inside =
        row >= 0
            && column >= 0
            && rows >= 0
            && columns >= 0
            && row + rows <= layout.rows()
            && column + columns <= layout.columns();
    if (!inside) {
      throw new IndexOutOfBoundsException(
          "%s is %,d x %,d: the %,d x %,d entries from (%,d, %,d) on are not all inside."
              .formatted(
                  matrix.location(), layout.rows(), layout.columns(), rows, columns, row, column));
    }
  }

  private static void copyTile(
      StoredMatrix matrix, TileIndex index, Tile window, long row, long column)
      throws StoreException {
    MatrixLayout layout = matrix.layout();
    Tile tile = matrix.read(index).orElseThrow(() -> missing(matrix, index));
    try {
      copyOverlap(
          tile,
          index.get(0) * layout.tileRows() - row,
          index.get(1) * layout.tileColumns() - column,
          window);
    } finally {
      tile.release();
    }
  }

  /** Copies what a tile and the window share; the tile lies at (top, left) of the window. */
  private static void copyOverlap(Tile tile, long top, long left, Tile window) {
    int firstRow = Math.toIntExact(Math.max(0, top));
    int endRow = Math.toIntExact(Math.min(window.rows(), top + tile.rows()));
    int firstColumn = Math.toIntExact(Math.max(0, left));
    int endColumn = Math.toIntExact(Math.min(window.columns(), left + tile.columns()));
    DoubleBuffer from = tile.doubles();
    DoubleBuffer to = window.doubles();
    for (int column = firstColumn; column < endColumn; column++) {
      int source = Math.toIntExact(firstRow - top + (column - left) * tile.rows());
      to.put(firstRow + column * window.rows(), from, source, endRow - firstRow);
    }
  }

  private static TileUnreadable missing(StoredMatrix matrix, TileIndex index) {
    String key = matrix.location() + " tile " + index;
    return new TileUnreadable(key, "Tile %s of %s is missing.".formatted(index, matrix.location()));
  }
}
