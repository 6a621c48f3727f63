package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Reduction;
import dev.lapwing.state.Tile;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * The kernels that make few numbers of many: {@code reduce} and {@code fold}. The same Java on
 * every route. Tiles are taken in rising order, and so are the entries of a row; a column is added
 * up in four interleaved parts.
 */
final class ReductionKernels {

  /** Every row, or every column, of a range of tiles. */
  void reduce(Call call) {
    Reduction reduction = reduction(call);
    boolean rows = call.kernel().options().get(1).equals("R");
    Tile output = call.output(0);
    double[] results = new double[rows ? output.rows() : output.columns()];
    call.require(output, rows ? results.length : 1, rows ? 1 : results.length);
    Arrays.fill(results, ofNothing(reduction));
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile tile = call.operands().tile(0, k);
      call.require(
          tile, rows ? results.length : tile.rows(), rows ? tile.columns() : results.length);
      add(reduction, rows, tile, results);
      call.operands().done(0, k);
    }
    for (int at = 0; at < results.length; at++) {
      output.set(rows ? at : 0, rows ? 0 : at, results[at]);
    }
  }

  /** The least, or the greatest, of a range of tiles, place by place. */
  void fold(Call call) {
    DoubleBinaryOperator step = step(reduction(call));
    int terms = call.operands().count(0);
    Tile result = call.output(0);
    if (terms == 0) {
      fill(result, ofNothing(reduction(call)));
      return;
    }
    call.carry(0, 0);
    for (int k = 1; k < terms; k++) {
      Tile term = call.operands().tile(0, k);
      call.require(term, result.rows(), result.columns());
      EntryKernels.combine(result, term, result, step);
      call.operands().done(0, k);
    }
  }

  private static void add(Reduction reduction, boolean rows, Tile tile, double[] results) {
    DoubleBinaryOperator step = step(reduction);
    boolean magnitudes = reduction == Reduction.ASUM || reduction == Reduction.AMAX;
    double[] column = new double[tile.rows()];
    for (int j = 0; j < tile.columns(); j++) {
      TileContent.readColumn(tile, j, column);
      for (int i = 0; magnitudes && i < column.length; i++) {
        column[i] = Math.abs(column[i]);
      }
      if (rows) {
        addTo(results, column, step);
      } else {
        results[j] = step.applyAsDouble(results[j], ofColumn(column, step, ofNothing(reduction)));
      }
    }
  }

  private static void addTo(double[] results, double[] column, DoubleBinaryOperator step) {
    for (int i = 0; i < column.length; i++) {
      results[i] = step.applyAsDouble(results[i], column[i]);
    }
  }

  private static double ofColumn(double[] column, DoubleBinaryOperator step, double nothing) {
    double[] parts = {nothing, nothing, nothing, nothing};
    for (int i = 0; i < column.length; i++) {
      parts[i % 4] = step.applyAsDouble(parts[i % 4], column[i]);
    }
    return step.applyAsDouble(
        step.applyAsDouble(parts[0], parts[1]), step.applyAsDouble(parts[2], parts[3]));
  }

  private static DoubleBinaryOperator step(Reduction reduction) {
    return switch (reduction) {
      case SUM, ASUM -> Double::sum;
      case MIN -> Math::min;
      case MAX, AMAX -> Math::max;
    };
  }

  private static double ofNothing(Reduction reduction) {
    return switch (reduction) {
      case SUM, ASUM, AMAX -> 0;
      case MIN -> Double.POSITIVE_INFINITY;
      case MAX -> Double.NEGATIVE_INFINITY;
    };
  }

  private static void fill(Tile tile, double value) {
    for (int j = 0; j < tile.columns(); j++) {
      for (int i = 0; i < tile.rows(); i++) {
        tile.set(i, j, value);
      }
    }
  }

  private static Reduction reduction(Call call) {
    return Reduction.valueOf(call.kernel().options().get(0).toUpperCase(Locale.ROOT));
  }
}
