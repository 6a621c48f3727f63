package dev.lapwing.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The shape of a stored matrix and how it is cut into tiles. The last tile of a row or column of
 * tiles may be smaller.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param tileRows rows of a tile, at least 1; no more than the matrix has
 * @param tileColumns columns of a tile, at least 1; no more than the matrix has
 * @param structure which tiles are stored; the others are zero by definition
 * @param precision how the entries are kept
 */
public record MatrixLayout(
    long rows,
    long columns,
    int tileRows,
    int tileColumns,
    Structure structure,
    Precision precision) {

  /** Which tiles of a matrix are stored. */
  public enum Structure {
    /** Every tile. */
    FULL,
    /** The tiles (i, j) with i at least j. */
    LOWER,
    /** The tiles (i, j) with i at most j. */
    UPPER;

    /** Whether tile (i, j) is among those that are stored. */
    public boolean holds(long i, long j) {
      return switch (this) {
        case FULL -> true;
        case LOWER -> i >= j;
        case UPPER -> i <= j;
      };
    }

    /** The word for it in metadata: {@code lower}. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The structure with that word, if there is one. */
    static Optional<Structure> labelled(String label) {
      return Arrays.stream(values()).filter(known -> known.label().equals(label)).findAny();
    }
  }

  public MatrixLayout {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "A matrix cannot have " + rows + " x " + columns + " entries.");
    }
    if (tileRows < 1 || tileColumns < 1) {
      throw new IllegalArgumentException(
          "A tile of " + tileRows + " x " + tileColumns + " is empty: both must be at least 1.");
    }
    tileRows = Math.toIntExact(Math.max(1, Math.min(tileRows, rows)));
    tileColumns = Math.toIntExact(Math.max(1, Math.min(tileColumns, columns)));
  }

  /** A matrix of doubles. */
  public MatrixLayout(long rows, long columns, int tileRows, int tileColumns, Structure structure) {
    this(rows, columns, tileRows, tileColumns, structure, Precision.FLOAT64);
  }

  /** A matrix of doubles of which every tile is stored. */
  public static MatrixLayout full(long rows, long columns, int tileRows, int tileColumns) {
    return new MatrixLayout(rows, columns, tileRows, tileColumns, Structure.FULL);
  }

  /** The same shape and tiles in another precision. */
  public MatrixLayout in(Precision other) {
    return new MatrixLayout(rows, columns, tileRows, tileColumns, structure, other);
  }

  /** The number of tiles in a column of tiles. */
  public long rowTiles() {
    return -Math.floorDiv(-rows, tileRows);
  }

  /** The number of tiles in a row of tiles. */
  public long columnTiles() {
    return -Math.floorDiv(-columns, tileColumns);
  }

  /** The rows of the tiles (i, j). */
  public int rowsOf(long i) {
    return Math.toIntExact(Math.min(tileRows, rows - i * tileRows));
  }

  /** The columns of the tiles (i, j). */
  public int columnsOf(long j) {
    return Math.toIntExact(Math.min(tileColumns, columns - j * tileColumns));
  }

  /** Whether the index names a tile of this matrix, stored or zero by definition. */
  public boolean contains(TileIndex index) {
    return index.rank() == 2
        && 0 <= index.get(0)
        && index.get(0) < rowTiles()
        && 0 <= index.get(1)
        && index.get(1) < columnTiles();
  }

  /** Whether the tile is stored, as opposed to zero by definition. */
  boolean stores(TileIndex index) {
    return structure.holds(index.get(0), index.get(1));
  }

  /** The index itself, if it names a tile of this matrix. */
  TileIndex check(TileIndex index, String location) {
    if (!contains(index)) {
      throw new IndexOutOfBoundsException(
          "%s has %,d x %,d tiles, and none at %s."
              .formatted(location, rowTiles(), columnTiles(), index));
    }
    return index;
  }

  /**
   * The tile itself, if it has the shape that this matrix wants at the index, and its precision.
   */
  Tile check(TileIndex index, Tile tile, String location) {
    check(index, location);
    int expectedRows = rowsOf(index.get(0));
    int expectedColumns = columnsOf(index.get(1));
    if (tile.rows() != expectedRows || tile.columns() != expectedColumns) {
      throw new IllegalArgumentException(
          "Tile %s of %s is %,d x %,d, not %,d x %,d."
              .formatted(
                  index, location, expectedRows, expectedColumns, tile.rows(), tile.columns()));
    }
    if (tile.precision() != precision) {
      throw new IllegalArgumentException(
          "Tile %s of %s is %s, not %s.".formatted(index, location, precision, tile.precision()));
    }
    return tile;
  }
}
