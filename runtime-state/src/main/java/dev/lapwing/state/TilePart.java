package dev.lapwing.state;

/**
 * What a tile and a window of its matrix share.
 *
 * @param row its first row within the tile
 * @param column its first column within the tile
 * @param rows the number of its rows
 * @param columns the number of its columns
 * @param rowInWindow its first row within the window
 * @param columnInWindow its first column within the window
 */
record TilePart(int row, int column, int rows, int columns, int rowInWindow, int columnInWindow) {

  /** What tile (i, j) shares with a window that starts at (row, column) of the matrix. */
  static TilePart of(MatrixLayout layout, long i, long j, long row, long column, Tile window) {
    long top = i * layout.tileRows() - row;
    long left = j * layout.tileColumns() - column;
    int firstRow = Math.toIntExact(Math.max(0, top));
    int firstColumn = Math.toIntExact(Math.max(0, left));
    return new TilePart(
        Math.toIntExact(firstRow - top),
        Math.toIntExact(firstColumn - left),
        Math.toIntExact(Math.min(window.rows(), top + layout.rowsOf(i))) - firstRow,
        Math.toIntExact(Math.min(window.columns(), left + layout.columnsOf(j))) - firstColumn,
        firstRow,
        firstColumn);
  }

  boolean isEmpty() {
    return rows == 0 || columns == 0;
  }

  /** Where one of its columns begins among the entries of the window. */
  int target(int column, Tile window) {
    return rowInWindow + (columnInWindow + column) * window.rows();
  }
}
