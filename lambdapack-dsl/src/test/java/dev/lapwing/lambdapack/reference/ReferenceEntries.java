package dev.lapwing.lambdapack.reference;

import static dev.lapwing.lambdapack.reference.Tiles.zeros;

import dev.lapwing.lambdapack.Kernel;
import java.util.List;

/**
 * The kernels that look at each entry once, from their definitions: functions by name, reductions,
 * norms and parts of tiles. Sums of squares are kept as an exact sum of their scaled parts.
 */
final class ReferenceEntries {

  private final Kernel kernel;
  private final List<List<double[][]>> inputs;
  private final int[] shape;
  private final double[] scalars;

  ReferenceEntries(
      Kernel kernel, List<List<double[][]>> inputs, List<int[]> shapes, double[] scalars) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.shape = shapes.get(0);
    this.scalars = scalars;
  }

  double[][] compute() {
    return switch (kernel.name()) {
      case "map" -> filled((i, j) -> mapped(first()[i][j]));
      case "combine" -> filled((i, j) -> combined(first()[i][j], inputs.get(1).get(0)[i][j]));
      case "reduce" -> reduced();
      case "fold" -> filled((i, j) -> folded(i, j));
      case "lassq" -> squares();
      case "combssq" -> summedSquares();
      case "nrm2" -> norm();
      case "lascl" -> filled((i, j) -> divisor() == 0 ? 0 : first()[i][j] / divisor());
      case "lascl2" -> filled((i, j) -> first()[i][j] * inputs.get(1).get(0)[0][j]);
      case "stack" -> stacked();
      case "tri" -> triangle();
      case "diag" -> filled((i, j) -> first()[i][i]);
      default -> throw new IllegalArgumentException(kernel.id());
    };
  }

  private interface Entry {
    double at(int i, int j);
  }

  private double[][] filled(Entry entry) {
    double[][] result = zeros(shape[0], shape[1]);
    for (int i = 0; i < shape[0]; i++) {
      for (int j = 0; j < shape[1]; j++) {
        result[i][j] = entry.at(i, j);
      }
    }
    return result;
  }

  private double[][] first() {
    return inputs.get(0).get(0);
  }

  private String option() {
    return kernel.options().get(0);
  }

  private double mapped(double x) {
    return switch (option()) {
      case "abs" -> Math.abs(x);
      case "negate" -> -x;
      case "reciprocal" -> 1 / x;
      case "square" -> x * x;
      case "sqrt" -> Math.sqrt(x);
      case "exp" -> StrictMath.exp(x);
      case "log" -> StrictMath.log(x);
      case "plus" -> x + scalars[0];
      case "over" -> x / scalars[0];
      case "power" -> StrictMath.pow(x, scalars[0]);
      case "min" -> Math.min(x, scalars[0]);
      case "max" -> Math.max(x, scalars[0]);
      case "clip" -> Math.min(scalars[1], Math.max(scalars[0], x));
      default -> throw new IllegalArgumentException(option());
    };
  }

  private double combined(double x, double y) {
    return switch (option()) {
      case "times" -> x * y;
      case "divide" -> x / y;
      case "min", "amin" -> Math.min(x, y);
      case "max", "amax" -> Math.max(x, y);
      case "sum", "asum" -> x + y;
      default -> throw new IllegalArgumentException(option());
    };
  }

  private double ofNothing() {
    return option().equals("min")
        ? Double.POSITIVE_INFINITY
        : option().equals("max") ? Double.NEGATIVE_INFINITY : 0;
  }

  private double[][] reduced() {
    boolean rows = kernel.options().get(1).equals("R");
    double[][] result = filled((i, j) -> ofNothing());
    for (double[][] tile : inputs.get(0)) {
      for (int i = 0; i < tile.length; i++) {
        for (int j = 0; j < tile[i].length; j++) {
          double value = option().startsWith("a") ? Math.abs(tile[i][j]) : tile[i][j];
          int row = rows ? i : 0;
          int column = rows ? 0 : j;
          result[row][column] = combined(result[row][column], value);
        }
      }
    }
    return result;
  }

  private double folded(int i, int j) {
    double result = ofNothing();
    for (double[][] term : inputs.get(0)) {
      result = combined(result, term[i][j]);
    }
    return result;
  }

  /** One scale for all that is summed: the exponent is that of the largest entry. */
  private double[][] squares() {
    double[][] result = zeros(2, shape[1]);
    for (int j = 0; j < shape[1]; j++) {
      double largest = 0;
      for (double[][] tile : inputs.get(0)) {
        for (double[] row : tile) {
          largest = Math.max(largest, Math.abs(row[j]));
        }
      }
      int exponent = largest == 0 || !Double.isFinite(largest) ? 0 : Math.getExponent(largest);
      double sum = 0;
      for (double[][] tile : inputs.get(0)) {
        for (double[] row : tile) {
          double scaled = Math.scalb(row[j], -exponent);
          sum += scaled * scaled;
        }
      }
      result[0][j] = sum;
      result[1][j] = exponent;
    }
    return result;
  }

  private double[][] summedSquares() {
    double[][] result = zeros(2, shape[1]);
    for (int j = 0; j < shape[1]; j++) {
      int column = j;
      double exponent = inputs.get(0).stream()
          .filter(tile -> tile[0][column] != 0)
          .mapToDouble(tile -> tile[1][column])
          .max()
          .orElse(0);
      for (double[][] tile : inputs.get(0)) {
        result[0][j] += Math.scalb(tile[0][j], 2 * (int) (tile[1][j] - exponent));
      }
      result[1][j] = exponent;
    }
    return result;
  }

  private double[][] norm() {
    double exponent = Double.NEGATIVE_INFINITY;
    for (double[][] tile : inputs.get(0)) {
      for (int j = 0; j < tile[0].length; j++) {
        exponent = tile[0][j] == 0 ? exponent : Math.max(exponent, tile[1][j]);
      }
    }
    double sum = 0;
    for (double[][] tile : inputs.get(0)) {
      for (int j = 0; j < tile[0].length; j++) {
        sum += tile[0][j] == 0 ? 0 : Math.scalb(tile[0][j], 2 * (int) (tile[1][j] - exponent));
      }
    }
    return new double[][] {{sum == 0 ? 0 : Math.scalb(Math.sqrt(sum), (int) exponent)}};
  }

  private double divisor() {
    return inputs.get(1).get(0)[0][0];
  }

  private double[][] stacked() {
    int edge = first().length;
    if (option().equals("R")) {
      return filled((i, j) -> i < edge ? first()[i][j] : inputs.get(1).get(0)[i - edge][j]);
    }
    int width = shape[0] == 0 ? 0 : first()[0].length;
    return filled((i, j) -> j < width ? first()[i][j] : inputs.get(1).get(0)[i][j - width]);
  }

  private double[][] triangle() {
    boolean lower = option().equals("L");
    return filled((i, j) -> {
      double onDiagonal = lower ? 1 : first()[i][j];
      return i == j ? onDiagonal : (i > j) == lower ? first()[i][j] : 0;
    });
  }
}
