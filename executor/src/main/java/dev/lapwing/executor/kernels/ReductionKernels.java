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
    boolean magnitudes = reduction == Reduction.ASUM || reduction == Reduction.AMAX;
    double[] column = new double[tile.rows()];
    for (int j = 0; j < tile.columns(); j++) {
      TileContent.readColumn(tile, j, column);
      if (magnitudes) {
        makePositive(column);
      }
      if (rows) {
        addTo(results, column, reduction);
      } else {
        double of = ofColumn(column, reduction);
        results[j] = step(reduction).applyAsDouble(results[j], of);
      }
    }
  }

  private static void makePositive(double[] column) {
    for (int i = 0; i < column.length; i++) {
      column[i] = Math.abs(column[i]);
    }
  }

  /** Loops of their own, because a call for every entry takes as long as reading it. */
  private static void addTo(double[] results, double[] column, Reduction reduction) {
    switch (reduction) {
      case SUM, ASUM -> {
        for (int i = 0; i < column.length; i++) {
          results[i] += column[i];
        }
      }
      case MIN -> {
        for (int i = 0; i < column.length; i++) {
          results[i] = Math.min(results[i], column[i]);
        }
      }
      case MAX, AMAX -> {
        for (int i = 0; i < column.length; i++) {
          results[i] = Math.max(results[i], column[i]);
        }
      }
    }
  }

  private static double ofColumn(double[] column, Reduction reduction) {
    double result = ofNothing(reduction);
    return switch (reduction) {
      case SUM, ASUM -> sum(column);
      case MIN -> {
        for (double entry : column) {
          result = Math.min(result, entry);
        }
        yield result;
      }
      case MAX, AMAX -> {
        for (double entry : column) {
          result = Math.max(result, entry);
        }
        yield result;
      }
    };
  }

  /** In four parts, which a processor adds to at once. */
  private static double sum(double[] column) {
    int whole = column.length / 4 * 4;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int i = 0; i < whole; i += 4) {
      a += column[i];
      b += column[i + 1];
      c += column[i + 2];
      d += column[i + 3];
    }
    double rest = 0;
    for (int i = whole; i < column.length; i++) {
      rest += column[i];
    }
    return ((a + b) + (c + d)) + rest;
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
