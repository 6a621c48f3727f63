package dev.lapwing;

import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;

/**
 * What is left of the normal equations, {@code A^T (B - A X)}, for a tall A. The rows are dealt out
 * to a few parts that are summed side by side and then added in their order, so that the sum does
 * not depend on the threads.
 */
final class NormalEquations {
  private static final long SIDE_BY_SIDE = 16;

  private final TileProducts products;
  private final TileLoop loop;
  private final TileArray b;
  private final TileArray a;
  private final TileArray x;
  private final double factor;
  private final TileGrid work;

  /**
   * @param factor what {@code B - A X} is multiplied with
   */
  NormalEquations(
      TileProducts products, TileLoop loop, TileArray b, TileArray a, TileArray x, double factor) {
    Partition n = whole(a.grid().columns());
    Partition columns = b.grid().columns();
    this.products = products;
    this.loop = loop;
    this.a = a.cut(new TileGrid(a.grid().rows(), n));
    this.b = b.cut(new TileGrid(a.grid().rows(), columns));
    this.x = x.cut(new TileGrid(n, columns));
    this.factor = factor;
    long parts = Math.max(1, SIDE_BY_SIDE / Math.max(1, columns.tiles()));
    this.work =
        TileGrid.of(
            a.grid().rows().tiles(),
            columns.tiles(),
            (a.grid().rows().tiles() + parts - 1) / parts,
            1);
  }

  /** The sums of absolute values of every column. */
  double[] columnSums() throws IOException {
    double[][] parts = new double[Math.toIntExact(work.tiles())][];
    loop.forEach(
        work, (part, j) -> parts[(int) (part * work.columns().tiles() + j)] = sumOfPart(part, j));
    var sums = new double[Math.toIntExact(b.grid().columns().elements())];
    for (int j = 0; j < work.columns().tiles(); j++) {
      addColumns(sums, j, parts);
    }
    return sums;
  }

  private double[] sumOfPart(long part, long j) throws IOException {
    int n = Math.toIntExact(a.grid().columns().elements());
    Tile sum = a.pool().zeros(a.precision(), n, b.grid().tileColumns(j));
    try {
      long first = work.firstRow(part);
      for (long i = first; i < first + work.tileRows(part); i++) {
        loop.checkpoint();
        subtract(sum, i, j);
      }
      return sum.entries().toArray();
    } finally {
      sum.release();
    }
  }

  private void subtract(Tile sum, long i, long j) throws IOException {
    Tile left = left(i, j);
    // sum -= A(i, :)^T (B(i, j) - A(i, :) X(:, j))
    products.subtract(sum, TRANS, k -> a.read(i, 0), NO_TRANS, k -> left, 1);
  }

  private Tile left(long i, long j) throws IOException {
    Tile left = ResidualSums.privateCopy(b, i, j);
    boolean whole = false;
    try {
      // B(i, j) - A(i, :) X(:, j)
      products.subtract(left, NO_TRANS, k -> a.read(i, 0), NO_TRANS, k -> x.read(0, j), 1);
      TileEntries entries = left.entries();
      for (int at = 0; at < entries.size(); at++) {
        entries.put(at, factor * entries.get(at));
      }
      whole = true;
      return left;
    } finally {
      if (!whole) {
        left.release();
      }
    }
  }

  private void addColumns(double[] sums, int j, double[][] parts) {
    int n = Math.toIntExact(a.grid().columns().elements());
    for (int column = 0; column < b.grid().tileColumns(j); column++) {
      double sum = 0;
      for (int row = 0; row < n; row++) {
        double entry = 0;
        for (int at = j; at < parts.length; at += (int) work.columns().tiles()) {
          entry += parts[at][column * n + row];
        }
        sum += Math.abs(entry);
      }
      sums[(int) b.grid().firstColumn(j) + column] = sum;
    }
  }

  private static Partition whole(Partition columns) {
    return new Partition(columns.elements(), Math.max(1, columns.elements()));
  }
}
