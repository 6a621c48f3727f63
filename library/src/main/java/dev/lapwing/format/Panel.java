package dev.lapwing.format;

import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import java.io.IOException;

/**
 * Some consecutive rows of tiles of a matrix, held in memory together. Not safe for use by several
 * threads.
 */
final class Panel implements AutoCloseable {
  private final TileArray matrix;
  private final long firstTileRow;
  private final Tile[][] tiles;

  private Panel(TileArray matrix, long firstTileRow, long tileRows) {
    this.matrix = matrix;
    this.firstTileRow = firstTileRow;
    this.tiles =
        new Tile[Math.toIntExact(tileRows)][Math.toIntExact(matrix.grid().columns().tiles())];
  }

  /** Zeros, to be filled and stored. */
  static Panel zeros(TileArray matrix, long firstTileRow, long tileRows) {
    TileGrid grid = matrix.grid();
    return build(
        new Panel(matrix, firstTileRow, tileRows),
        (row, column) ->
            matrix.pool().zeros(matrix.precision(), grid.tileRows(row), grid.tileColumns(column)));
  }

  /** What a matrix holds. */
  static Panel read(TileArray matrix, long firstTileRow, long tileRows) throws IOException {
    return build(new Panel(matrix, firstTileRow, tileRows), matrix::read);
  }

  private static <E extends Exception> Panel build(Panel panel, Source<E> source) throws E {
    boolean complete = false;
    try {
      panel.fill(source);
      complete = true;
      return panel;
    } finally {
      if (!complete) {
        panel.close();
      }
    }
  }

  private <E extends Exception> void fill(Source<E> source) throws E {
    for (int i = 0; i < tiles.length; i++) {
      for (int j = 0; j < tiles[i].length; j++) {
        tiles[i][j] = source.tile(firstTileRow + i, j);
      }
    }
  }

  /** The first matrix row of the panel. */
  long firstRow() {
    return matrix.grid().firstRow(firstTileRow);
  }

  /** Behind the last matrix row of the panel. */
  long endRow() {
    return Math.min(
        matrix.grid().rows().elements(), matrix.grid().firstRow(firstTileRow + tiles.length));
  }

  /** Whether a matrix row is in the panel. */
  boolean holds(long row) {
    return row >= firstRow() && row < endRow();
  }

  /** An entry by its place in the matrix. */
  double get(long row, long column) {
    return tile(row, column).get(inRow(row), inColumn(column));
  }

  /** An entry as text, with as many digits as it takes to read the same number back. */
  String text(long row, long column) {
    double value = get(row, column);
    return matrix.precision() == Precision.FLOAT32
        ? Float.toString((float) value)
        : Double.toString(value);
  }

  /** Adds to an entry by its place in the matrix. */
  void add(long row, long column, double value) {
    Tile tile = tile(row, column);
    tile.set(inRow(row), inColumn(column), tile.get(inRow(row), inColumn(column)) + value);
  }

  /** Sets an entry by its place in the matrix. */
  void set(long row, long column, double value) {
    tile(row, column).set(inRow(row), inColumn(column), value);
  }

  /** Writes the tiles to the matrix. */
  void store() throws IOException {
    for (int i = 0; i < tiles.length; i++) {
      for (int j = 0; j < tiles[i].length; j++) {
        matrix.write(firstTileRow + i, j, tiles[i][j]);
      }
    }
  }

  @Override
  public void close() {
    for (Tile[] row : tiles) {
      for (Tile tile : row) {
        if (tile != null) {
          tile.release();
        }
      }
    }
  }

  private Tile tile(long row, long column) {
    return tiles[(int) (row / matrix.grid().rows().tile() - firstTileRow)][
        (int) (column / matrix.grid().columns().tile())];
  }

  private int inRow(long row) {
    return (int) (row % matrix.grid().rows().tile());
  }

  private int inColumn(long column) {
    return (int) (column % matrix.grid().columns().tile());
  }

  /** Where the tiles of a new panel come from. */
  private interface Source<E extends Exception> {
    Tile tile(long row, long column) throws E;
  }
}
