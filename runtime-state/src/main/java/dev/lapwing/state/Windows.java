package dev.lapwing.state;

/** Puts together any part of a matrix from the tiles that it touches. */
final class Windows {
  private Windows() {}

  /**
   * The part of a matrix that starts at (row, column), in a tile of its own.
   *
   * @param parts how less than a tile is read, if that is possible
   */
  static Tile read(
      StoredMatrix matrix,
      TilePool pool,
      PartReader parts,
      long row,
      long column,
      int rows,
      int columns)
      throws StoreException {
    MatrixLayout layout = matrix.layout();
    checkInside(matrix, row, column, rows, columns);
    Tile window = pool.allocate(layout.precision(), rows, columns);
    try {
      for (long i = row / layout.tileRows(); i * layout.tileRows() < row + rows; i++) {
        for (long j = column / layout.tileColumns();
            j * layout.tileColumns() < column + columns;
            j++) {
          TilePart part = TilePart.of(layout, i, j, row, column, window);
          if (!part.isEmpty() && !parts.read(TileIndex.of(i, j), part, window)) {
            copyTile(matrix, TileIndex.of(i, j), part, window);
          }
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

  private static void copyTile(StoredMatrix matrix, TileIndex index, TilePart part, Tile window)
      throws StoreException {
    Tile tile = matrix.read(index).orElseThrow(() -> missing(matrix, index));
    try {
      TileEntries from = tile.entries();
      TileEntries to = window.entries();
      for (int column = 0; column < part.columns(); column++) {
        int source = part.row() + (part.column() + column) * tile.rows();
        to.put(part.target(column, window), from, source, part.rows());
      }
    } finally {
      tile.release();
    }
  }

  private static TileUnreadable missing(StoredMatrix matrix, TileIndex index) {
    String key = matrix.location() + " tile " + index;
    return new TileUnreadable(key, "Tile %s of %s is missing.".formatted(index, matrix.location()));
  }

  /** Reads less than a tile. */
  @FunctionalInterface
  interface PartReader {

    /**
     * Reads a part of a stored tile into its place in a window.
     *
     * @return false if it did not, because the whole tile is to be read
     */
    boolean read(TileIndex index, TilePart part, Tile window) throws StoreException;
  }
}
