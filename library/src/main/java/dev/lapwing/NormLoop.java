package dev.lapwing;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;

/**
 * Norms of a matrix, tile by tile on all threads. What each tile contributes is added up in the
 * order of the tiles, so that the result does not depend on the threads.
 */
final class NormLoop {
  private NormLoop() {}

  static double norm(Norm norm, TileArray matrix, TileLoop loop) throws IOException {
    return switch (norm) {
      case ONE -> largest(columnSums(matrix, loop));
      case INFINITY -> largest(columnSums(matrix.transpose(), loop));
      case FROBENIUS -> frobenius(matrix, loop);
      case MAX -> max(matrix, loop);
    };
  }

  /** The sums of absolute values of every column. */
  static double[] columnSums(TileArray matrix, TileLoop loop) throws IOException {
    var sums = new ColumnSums(matrix.grid());
    overTiles(matrix, loop, sums::add);
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

  private static double frobenius(TileArray matrix, TileLoop loop) throws IOException {
    long columns = matrix.grid().columns().tiles();
    var parts = new SumOfSquares[Math.toIntExact(matrix.grid().tiles())];
    overTiles(
        matrix, loop, (row, column, tile) -> parts[(int) (row * columns + column)] = squares(tile));
    SumOfSquares sum = SumOfSquares.ZERO;
    for (SumOfSquares part : parts) {
      sum = sum.plus(part);
    }
    return sum.root();
  }

  private static double max(TileArray matrix, TileLoop loop) throws IOException {
    long columns = matrix.grid().columns().tiles();
    double[] parts = new double[Math.toIntExact(matrix.grid().tiles())];
    overTiles(
        matrix,
        loop,
        (row, column, tile) -> parts[(int) (row * columns + column)] = max(tile.entries()));
    return largest(parts);
  }

  private static SumOfSquares squares(Tile tile) {
    double[] entries = tile.entries().toArray();
    return SumOfSquares.of(entries, max(tile.entries()));
  }

  private static double max(TileEntries entries) {
    double largest = 0;
    for (int at = 0; at < entries.size(); at++) {
      largest = Math.max(largest, Math.abs(entries.get(at)));
    }
    return largest;
  }

  private static void overTiles(TileArray matrix, TileLoop loop, Contribution contribution)
      throws IOException {
    loop.forEach(
        matrix.grid(),
        (row, column) -> {
          Tile tile = matrix.read(row, column);
          try {
            contribution.of(row, column, tile);
          } finally {
            tile.release();
          }
        });
  }

  /** What one tile adds to a norm. */
  private interface Contribution {
    void of(long row, long column, Tile tile);
  }
}
