package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import java.util.Arrays;

/**
 * The kernels that look at each entry once: {@code add}, {@code axpby}, {@code scale}, {@code
 * lascl2}, {@code shift}, {@code copy}, {@code lag2}, {@code transpose}, {@code lacpy}, {@code
 * laset}. Memory sets their speed, so they are the same Java on every route.
 *
 * <p>Their arithmetic is that of IEEE 754 throughout: zero times NaN is NaN.
 */
final class ElementwiseKernels {
  /** The doubles of a cache line. Columns a power of two apart compete for the same few lines. */
  private static final int BLOCK = 8;

  /** {@code D = sum_k X_k}, added in rising order. */
  void add(Call call) {
    Tile sum = call.output(0);
    int terms = call.operands().count(0);
    if (terms == 0) {
      TileContent.clear(sum);
      return;
    }
    call.carry(0, 0);
    for (int k = 1; k < terms; k++) {
      Tile term = call.operands().tile(0, k);
      call.require(term, sum.rows(), sum.columns());
      Strips.combine(sum, term, sum, ElementwiseKernels::add);
      call.operands().done(0, k);
    }
  }

  /** {@code D = alpha X + beta Y}. */
  void axpby(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    Tile y = call.input(1);
    call.require(x, output.rows(), output.columns());
    call.require(y, output.rows(), output.columns());
    double alpha = call.scalar(0);
    double beta = call.scalar(1);
    Strips.combine(x, y, output, (a, b, count) -> add(alpha, a, beta, b, count));
    call.done(0, x);
    call.done(1, y);
  }

  /** {@code D = alpha X}. */
  void scale(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    call.require(x, output.rows(), output.columns());
    double alpha = call.scalar(0);
    Strips.map(x, output, (first, strip, count) -> scale(alpha, strip, count));
    call.done(0, x);
  }

  /** {@code D = X diag(r)}. */
  void lascl2(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    Tile row = call.input(1);
    call.require(x, output.rows(), output.columns());
    call.require(row, 1, output.columns());
    double[] column = new double[output.rows()];
    TileEntries content = output.entries();
    for (int j = 0; j < output.columns(); j++) {
      TileContent.readColumn(x, j, column);
      scale(row.get(0, j), column, column.length);
      content.put(j * column.length, column, 0, column.length);
    }
    call.done(0, x);
    call.done(1, row);
  }

  /** {@code D = X + alpha} on the tile's own main diagonal. */
  void shift(Call call) {
    call.carry(0, 0);
    Tile output = call.output(0);
    TileEntries content = output.entries();
    for (int i = 0; i < Math.min(output.rows(), output.columns()); i++) {
      int position = i + i * output.rows();
      content.put(position, content.get(position) + call.scalar(0));
    }
  }

  /** {@code D = X}. */
  void copy(Call call) {
    call.carry(0, 0);
  }

  /** {@code D = X}, rounded to another precision. */
  void lag2(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    if (x.rows() != output.rows() || x.columns() != output.columns()) {
      call.require(x, output.rows(), output.columns());
    }
    TileContent.copy(x, output);
    call.done(0, x);
  }

  /** {@code D = X^T}. */
  void transpose(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    call.require(x, output.columns(), output.rows());
    TileEntries from = x.entries();
    TileEntries to = output.entries();
    for (int column = 0; column < x.columns(); column += BLOCK) {
      for (int row = 0; row < x.rows(); row += BLOCK) {
        transposeBlock(x, row, column, from, to);
      }
    }
    call.done(0, x);
  }

  /** The leading rows of a tile, or the upper trapezoid of one above the rest of another. */
  void lacpy(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    if (call.kernel().options().get(0).equals("T")) {
      TileContent.transposePadded(x, output);
      call.done(0, x);
      return;
    }
    call.require(x, x.rows(), output.columns());
    if (call.kernel().options().get(0).equals("A")) {
      TileContent.copyPadded(x, output);
    } else {
      call.require(x, x.columns(), x.columns());
      call.carry(1, 0);
      TileContent.copyUpperTrapezoid(x, output);
    }
    call.done(0, x);
  }

  /** One number on the main diagonal and one everywhere else. */
  void laset(Call call) {
    Tile output = call.output(0);
    double[] column = new double[output.rows()];
    Arrays.fill(column, call.scalar(0));
    TileEntries content = output.entries();
    for (int j = 0; j < output.columns(); j++) {
      content.put(j * column.length, column, 0, column.length);
    }
    for (int i = 0; i < Math.min(output.rows(), output.columns()); i++) {
      content.put(i + i * output.rows(), call.scalar(1));
    }
  }

  private static void transposeBlock(
      Tile x, int row, int column, TileEntries from, TileEntries to) {
    int lastRow = Math.min(row + BLOCK, x.rows());
    int lastColumn = Math.min(column + BLOCK, x.columns());
    for (int j = column; j < lastColumn; j++) {
      for (int i = row; i < lastRow; i++) {
        to.put(j + i * x.columns(), from.get(i + j * x.rows()));
      }
    }
  }

  private static void add(double[] x, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] += y[i];
    }
  }

  private static void add(double alpha, double[] x, double beta, double[] y, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = alpha * x[i] + beta * y[i];
    }
  }

  private static void scale(double alpha, double[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] *= alpha;
    }
  }
}
