package dev.lapwing;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;

/** Matrices copied to arrays on the heap, for users who want them there. */
final class HeapCopies {
  private HeapCopies() {}

  static double[][] rows(BigMatrix matrix) {
    double[][] rows = new double[heapLength(matrix.rows())][heapLength(matrix.columns())];
    copy(matrix, (i, j, value) -> rows[(int) i][(int) j] = value);
    return rows;
  }

  static double[] rowMajor(BigMatrix matrix) {
    long columns = matrix.columns();
    double[] entries = new double[heapLength(matrix.shape().entries())];
    copy(matrix, (i, j, value) -> entries[(int) (i * columns + j)] = value);
    return entries;
  }

  private static int heapLength(long length) {
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "an array cannot have %,d entries: take slices of the matrix".formatted(length));
    }
    return (int) length;
  }

  private static void copy(BigMatrix matrix, Sink sink) {
    TileArray tiles = matrix.tiles();
    try (TileHold claim = matrix.claim()) {
      TileRun.start(
              matrix.lapwing().engine(),
              "copy to the heap",
              loop -> {
                loop.forEach(tiles.grid(), (row, column) -> copyTile(tiles, row, column, sink));
                return claim;
              })
          .join();
    }
  }

  private static void copyTile(TileArray tiles, long row, long column, Sink sink)
      throws StoreException {
    TileGrid grid = tiles.grid();
    Tile tile = tiles.read(row, column);
    try {
      TileEntries values = tile.entries();
      for (int j = 0; j < tile.columns(); j++) {
        for (int i = 0; i < tile.rows(); i++) {
          sink.put(
              grid.firstRow(row) + i,
              grid.firstColumn(column) + j,
              values.get(j * tile.rows() + i));
        }
      }
    } finally {
      tile.release();
    }
  }

  /** Receives the entries. */
  private interface Sink {
    void put(long row, long column, double value);
  }
}
