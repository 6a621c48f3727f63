package dev.lapwing;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.util.Arrays;

/**
 * The reciprocal condition number of an upper triangular matrix in the 1-norm, estimated with a few
 * triangular solves instead of an inverse: LAPACK's {@code trcon}. Every solve reads each tile
 * once, and a vector is all that is kept. The estimate of the norm of the inverse is never too
 * large, and rarely too small by more than a factor of three.
 *
 * <p>Source: N. J. Higham, FORTRAN codes for estimating the one-norm of a real or complex matrix,
 * ACM Trans. Math. Softw. 14 (1988), after W. W. Hager (1984).
 */
final class TriangularCondition {
  private static final int MOST_STEPS = 5;

  private final TileArray upper;
  private final TileLoop loop;
  private final double unit;
  private final int order;

  private TriangularCondition(TileArray upper, TileLoop loop, double unit) {
    this.upper = upper;
    this.loop = loop;
    this.unit = unit;
    this.order = Math.toIntExact(upper.grid().rows().elements());
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
    double norm = NormLoop.norm(Norm.ONE, upper, loop);
    if (norm == 0 || !Double.isFinite(norm)) {
      return norm == 0 ? 0 : Double.NaN;
    }
    // in units of a power of two near the norm, so that no inverse overflows
    double unit = Math.scalb(1.0, Math.getExponent(norm));
    double inverse = new TriangularCondition(upper, loop, unit).normOfInverse();
    // a sum that is not a number comes of an overflow, as no entry is one
    return Double.isNaN(inverse) ? 0 : 1 / (norm / unit) / inverse;
  }

  /** Hager's ascent, and Higham's vector of alternating signs beside it. */
  private double normOfInverse() throws IOException {
    double[] x = new double[order];
    Arrays.fill(x, 1.0 / order);
    double estimate = 0;
    int last = -1;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] y = solve(x);
      double norm = sum(y);
      if (!(norm > estimate)) {
        return Double.isNaN(norm) ? norm : Math.max(estimate, alternatingEstimate());
      }
      estimate = norm;
      int steepest = largest(solveTransposed(signs(y)));
      if (steepest == last) {
        break;
      }
      last = steepest;
      x = new double[order];
      x[steepest] = 1;
    }
    return Math.max(estimate, alternatingEstimate());
  }

  private double alternatingEstimate() throws IOException {
    return 2 * sum(solve(alternating())) / (3.0 * order);
  }

  private double[] alternating() {
    double[] x = new double[order];
    for (int i = 0; i < order; i++) {
      double size = order == 1 ? 1 : 1 + i / (order - 1.0);
      x[i] = i % 2 == 0 ? size : -size;
    }
    return x;
  }

  /** {@code R^-1 x}, from the last block row to the first. */
  private double[] solve(double[] x) throws IOException {
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
  private double[] solveTransposed(double[] x) throws IOException {
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
    tile.doubles().get(column * tile.rows(), entries);
    for (int i = 0; i < entries.length; i++) {
      entries[i] /= unit;
    }
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double entry : x) {
      sum += Math.abs(entry);
    }
    return sum;
  }

  private static double[] signs(double[] x) {
    double[] signs = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      signs[i] = x[i] >= 0 ? 1 : -1;
    }
    return signs;
  }

  private static int largest(double[] x) {
    int largest = 0;
    for (int i = 1; i < x.length; i++) {
      if (Math.abs(x[i]) > Math.abs(x[largest])) {
        largest = i;
      }
    }
    return largest;
  }
}
