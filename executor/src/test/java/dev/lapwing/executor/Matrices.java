package dev.lapwing.executor;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Matrices of tests: between arrays of rows and stores of tiles. */
final class Matrices {
  private Matrices() {}

  /** Uniform on (-1, 1). */
  static double[][] random(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    double[][] a = new double[rows][columns];
    for (double[] row : a) {
      Arrays.setAll(row, j -> random.nextDouble(-1, 1));
    }
    return a;
  }

  /** Symmetric, random, with a diagonal that makes it positive definite. */
  static double[][] positiveDefinite(int n, long seed) {
    double[][] a = random(n, n, seed);
    for (int i = 0; i < n; i++) {
      a[i][i] = n + 1;
      for (int j = 0; j < i; j++) {
        a[i][j] = a[j][i];
      }
    }
    return a;
  }

  /** Writes a matrix to a store. */
  static TileStore write(
      TileStore store, TilePool pool, double[][] a, Partition rows, Partition columns)
      throws StoreException {
    for (int i = 0; i < rows.tiles(); i++) {
      for (int j = 0; j < columns.tiles(); j++) {
        Tile tile = pool.allocate((int) rows.length(i), (int) columns.length(j));
        for (int r = 0; r < tile.rows(); r++) {
          for (int c = 0; c < tile.columns(); c++) {
            tile.set(r, c, a[(int) (i * rows.tile()) + r][(int) (j * columns.tile()) + c]);
          }
        }
        store.write(TileIndex.of(i, j), tile);
        tile.release();
      }
    }
    return store;
  }

  /** Reads a matrix from a store; a tile that is absent is zero. */
  static double[][] read(TileStore store, Partition rows, Partition columns) throws StoreException {
    double[][] a = new double[(int) rows.elements()][(int) columns.elements()];
    for (int i = 0; i < rows.tiles(); i++) {
      for (int j = 0; j < columns.tiles(); j++) {
        Optional<Tile> tile = store.read(TileIndex.of(i, j));
        if (tile.isPresent()) {
          copy(tile.get(), a, (int) (i * rows.tile()), (int) (j * columns.tile()));
          tile.get().release();
        }
      }
    }
    return a;
  }

  /** ||A - L L^T|| / (n ||A|| eps), in the largest absolute row sum. */
  static double choleskyResidual(double[][] a, double[][] l) {
    int n = a.length;
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double rowDifference = 0;
      double row = 0;
      for (int j = 0; j < n; j++) {
        double product = 0;
        for (int k = 0; k <= Math.min(i, j); k++) {
          product += l[i][k] * l[j][k];
        }
        rowDifference += Math.abs(a[i][j] - product);
        row += Math.abs(a[i][j]);
      }
      difference = Math.max(difference, rowDifference);
      norm = Math.max(norm, row);
    }
    return difference / (n * norm * Math.ulp(1.0));
  }

  private static void copy(Tile tile, double[][] a, int top, int left) {
    for (int r = 0; r < tile.rows(); r++) {
      for (int c = 0; c < tile.columns(); c++) {
        a[top + r][left + c] = tile.get(r, c);
      }
    }
  }
}
