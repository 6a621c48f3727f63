package dev.lapwing.tiles;

import dev.lapwing.lambdapack.Partition;

/**
 * How a matrix is cut into tiles: the partition of its rows and that of its columns. A dimension
 * that is one tile has a tile of its own length, so that equal cuts are equal.
 */
public record TileGrid(Partition rows, Partition columns) {

  /** A grid of these partitions, or of equal ones. */
  public TileGrid {
    rows = shortened(rows);
    columns = shortened(columns);
  }

  /** A matrix of {@code rows x columns} in tiles of {@code tileRows x tileColumns}. */
  public static TileGrid of(long rows, long columns, long tileRows, long tileColumns) {
    return new TileGrid(new Partition(rows, tileRows), new Partition(columns, tileColumns));
  }

  /** The number of tiles. */
  public long tiles() {
    return Math.multiplyExact(rows.tiles(), columns.tiles());
  }

  /** The number of rows of the tiles in a row of tiles. */
  public int tileRows(long row) {
    return Math.toIntExact(rows.length(row));
  }

  /** The number of columns of the tiles in a column of tiles. */
  public int tileColumns(long column) {
    return Math.toIntExact(columns.length(column));
  }

  /** The first matrix row of a row of tiles. */
  public long firstRow(long row) {
    return row * rows.tile();
  }

  /** The first matrix column of a column of tiles. */
  public long firstColumn(long column) {
    return column * columns.tile();
  }

  /** Rows and columns exchanged. */
  public TileGrid transpose() {
    return new TileGrid(columns, rows);
  }

  private static Partition shortened(Partition partition) {
    long tile = Math.max(1, Math.min(partition.tile(), partition.elements()));
    return new Partition(partition.elements(), tile);
  }
}
