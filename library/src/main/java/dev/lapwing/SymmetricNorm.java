package dev.lapwing;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Tile;

/**
 * The 1-norm of a symmetric matrix from the tiles of its lower triangle, as LAPACK's {@code dlansy}
 * computes it. Tiles may come from several threads and in any order; their sums are added in the
 * order of the tiles.
 */
final class SymmetricNorm {
  private final Partition partition;
  private final double[][][] columnSums;
  private final double[][][] rowSums;

  SymmetricNorm(Partition partition) {
    int tiles = Math.toIntExact(partition.tiles());
    this.partition = partition;
    this.columnSums = new double[tiles][tiles][0];
    this.rowSums = new double[tiles][tiles][0];
  }

  /** Adds tile (i, j), i at least j; of a diagonal tile only the lower triangle counts. */
  void add(int i, int j, Tile tile) {
    double[] columns = new double[tile.columns()];
    double[] rows = new double[tile.rows()];
    for (int y = 0; y < tile.columns(); y++) {
      for (int x = i == j ? y : 0; x < tile.rows(); x++) {
        double value = Math.abs(tile.get(x, y));
        columns[y] += value;
        if (i != j || x != y) {
          // The mirror image of the entry stands in column x of the matrix.
          rows[x] += value;
        }
      }
    }
    columnSums[i][j] = columns;
    rowSums[i][j] = rows;
  }

  /** The norm, when all tiles were added. */
  double value() {
    double largest = 0;
    for (int block = 0; block < columnSums.length; block++) {
      largest = Math.max(largest, ColumnSums.largest(sumsOf(block)));
    }
    return largest;
  }

  private double[] sumsOf(int block) {
    double[] sums = new double[Math.toIntExact(partition.length(block))];
    for (int j = 0; j <= block; j++) {
      addTo(sums, rowSums[block][j]);
    }
    for (int i = block; i < columnSums.length; i++) {
      addTo(sums, columnSums[i][block]);
    }
    return sums;
  }

  private static void addTo(double[] sums, double[] part) {
    for (int x = 0; x < part.length; x++) {
      sums[x] += part[x];
    }
  }
}
