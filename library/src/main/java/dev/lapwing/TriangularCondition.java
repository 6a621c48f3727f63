package dev.lapwing;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;

/**
 * The reciprocal condition number of an upper triangular matrix in the 1-norm, estimated with a few
 * triangular solves instead of an inverse: LAPACK's {@code trcon}. Every solve reads each tile
 * once, and a vector is all that is kept.
 */
final class TriangularCondition implements OneNormEstimate.Products {
  private final TileArray upper;
  private final TileLoop loop;
  private final double unit;

  private TriangularCondition(TileArray upper, TileLoop loop, double unit) {
    this.upper = upper;
    this.loop = loop;
    this.unit = unit;
  }

  /** Starts the estimate for the leading square part of a matrix; 1 if it is empty. */
  static Run<Double> ofUpper(BigMatrix r) {
    long order = Math.min(r.rows(), r.columns());
    BigMatrix square = r.slice(0, order, 0, order);
    Run<Double> run =
        TileRun.start(r.lapwing().engine(), "condition", loop -> of(square.tiles(), loop));
    Joining.atEnd(run.future(), square::close);
    return run;
  }

  private static double of(TileArray matrix, TileLoop loop) throws IOException {
    Partition n = matrix.grid().rows();
    if (n.elements() == 0) {
      return 1;
    }
    TileArray upper = matrix.cut(new TileGrid(n, n));
    double norm = ColumnSums.largest(ColumnSums.of(upper, loop));
    if (norm == 0 || !Double.isFinite(norm)) {
      return norm == 0 ? 0 : Double.NaN;
    }
    // in units of a power of two near the norm, so that no inverse overflows
    double unit = Math.scalb(1.0, Math.getExponent(norm));
    int order = Math.toIntExact(n.elements());
    double inverse = OneNormEstimate.of(order, new TriangularCondition(upper, loop, unit));
    // a sum that is not a number comes of an overflow, as no entry is one
    return Double.isNaN(inverse) ? 0 : 1 / (norm / unit) / inverse;
  }

  /** {@code R^-1 x}, from the last block row to the first. */
  @Override
  public double[] times(double[] x) throws IOException {
    double[] y = x.clone();
    long blocks = upper.grid().rows().tiles();
    for (long i = blocks - 1; i >= 0; i--) {
      loop.checkpoint();
      for (long j = i + 1; j < blocks; j++) {
        Tile tile = upper.read(i, j);
        subtract(tile, first(i), first(j), y);
        tile.release();
      }
      Tile tile = upper.read(i, i);
      solve(tile, first(i), y);
      tile.release();
    }
    return y;
  }

  /** {@code R^-T x}, from the first block row of R to the last. */
  @Override
  public double[] transposedTimes(double[] x) throws IOException {
    double[] y = x.clone();
    long blocks = upper.grid().rows().tiles();
    for (long i = 0; i < blocks; i++) {
      loop.checkpoint();
      Tile diagonal = upper.read(i, i);
      solveTransposed(diagonal, first(i), y);
      diagonal.release();
      for (long j = i + 1; j < blocks; j++) {
        Tile tile = upper.read(i, j);
        subtractTransposed(tile, first(i), first(j), y);
        tile.release();
      }
    }
    return y;
  }

  private int first(long block) {
    return Math.toIntExact(upper.grid().firstRow(block));
  }

  /** {@code y(row:) -= R(row:, column:) y(column:)}. */
  private void subtract(Tile tile, int row, int column, double[] y) {
    double[] entries = new double[tile.rows()];
    for (int j = 0; j < tile.columns(); j++) {
      read(tile, j, entries);
      for (int i = 0; i < entries.length; i++) {
        y[row + i] -= entries[i] * y[column + j];
      }
    }
  }

  /** {@code y(column:) -= R(row:, column:)^T y(row:)}. */
  private void subtractTransposed(Tile tile, int row, int column, double[] y) {
    double[] entries = new double[tile.rows()];
    for (int j = 0; j < tile.columns(); j++) {
      read(tile, j, entries);
      for (int i = 0; i < entries.length; i++) {
        y[column + j] -= entries[i] * y[row + i];
      }
    }
  }

  private void solve(Tile tile, int row, double[] y) {
    double[] entries = new double[tile.rows()];
    for (int j = entries.length - 1; j >= 0; j--) {
      read(tile, j, entries);
      y[row + j] /= entries[j];
      for (int i = 0; i < j; i++) {
        y[row + i] -= entries[i] * y[row + j];
      }
    }
  }

  private void solveTransposed(Tile tile, int row, double[] y) {
    double[] entries = new double[tile.rows()];
    for (int j = 0; j < entries.length; j++) {
      read(tile, j, entries);
      for (int i = 0; i < j; i++) {
        y[row + j] -= entries[i] * y[row + i];
      }
      y[row + j] /= entries[j];
    }
  }

  private void read(Tile tile, int column, double[] entries) {
    tile.entries().get(column * tile.rows(), entries, 0, entries.length);
    for (int i = 0; i < entries.length; i++) {
      entries[i] /= unit;
    }
  }
}
