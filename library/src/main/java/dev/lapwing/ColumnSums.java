package dev.lapwing;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;

/**
 * The sums of absolute values of every column of a matrix, or of what is computed tile by tile in
 * its place. Tiles may come from several threads and in any order; their sums are added in the
 * order of the tiles.
 */
final class ColumnSums {
  private final TileGrid grid;
  private final double[][] parts;

  ColumnSums(TileGrid grid) {
    this.grid = grid;
    this.parts = new double[Math.toIntExact(grid.tiles())][0];
  }

  /** Those of a matrix. */
  static double[] of(TileArray matrix, TileLoop loop) throws IOException {
    var sums = new ColumnSums(matrix.grid());
    loop.forEach(
        matrix.grid(),
        (row, column) -> {
          Tile tile = matrix.read(row, column);
          try {
            sums.add(row, column, tile);
          } finally {
            tile.release();
          }
        });
    return sums.total();
  }

  /** The largest of some values that are not negative; NaN if one is, 0 if there are none. */
  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /** Adds the tile at a row and a column of the grid. */
  void add(long row, long column, Tile tile) {
    TileEntries entries = tile.entries();
    double[] sums = new double[tile.columns()];
    for (int j = 0; j < sums.length; j++) {
      double sum = 0;
      for (int at = j * tile.rows(); at < (j + 1) * tile.rows(); at++) {
        sum += Math.abs(entries.get(at));
      }
      sums[j] = sum;
    }
    parts[(int) (row * grid.columns().tiles() + column)] = sums;
  }

  /** The sums, when all tiles were added. */
  double[] total() {
    double[] total = new double[Math.toIntExact(grid.columns().elements())];
    for (int number = 0; number < parts.length; number++) {
      int first = (int) grid.firstColumn(number % grid.columns().tiles());
      for (int j = 0; j < parts[number].length; j++) {
        total[first + j] += parts[number][j];
      }
    }
    return total;
  }
}
