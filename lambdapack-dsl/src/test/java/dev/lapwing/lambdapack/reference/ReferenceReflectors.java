package dev.lapwing.lambdapack.reference;

import static dev.lapwing.lambdapack.reference.Tiles.copy;
import static dev.lapwing.lambdapack.reference.Tiles.resized;
import static dev.lapwing.lambdapack.reference.Tiles.transposed;
import static dev.lapwing.lambdapack.reference.Tiles.zeros;
import static java.util.Collections.singletonList;

import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernels of the QR factorization, one reflector {@code I - tau v v^T} at a time. V and T have
 * the layout of LAPACK: {@code geqrt} keeps v below the diagonal, with a unit entry on it; {@code
 * tpqrt} keeps the part of v in the lower block, the part in the upper block being a unit vector. T
 * holds one triangular factor for every block of columns; its diagonals are the taus.
 */
final class ReferenceReflectors {

  private final Kernel kernel;
  private final List<List<double[][]>> inputs;
  private final List<int[]> shapes;

  ReferenceReflectors(Kernel kernel, List<List<double[][]>> inputs, List<int[]> shapes) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.shapes = shapes;
  }

  List<double[][]> compute() {
    if (kernel.options().contains("R")) {
      return fromTheRight();
    }
    return switch (kernel.name()) {
      case "geqrt" -> geqrt();
      case "gemqrt" -> singletonList(gemqrt());
      case "tpqrt" -> tpqrt();
      case "tpmqrt" -> tpmqrt();
      default -> throw new IllegalArgumentException("no reference for " + kernel.id());
    };
  }

  /** {@code C Q = (Q^T C^T)^T}. */
  private List<double[][]> fromTheRight() {
    List<String> options = kernel.options().subList(2, kernel.options().size());
    String rest = options.isEmpty() ? "" : "," + String.join(",", options);
    List<List<double[][]>> turned = new ArrayList<>(inputs.subList(0, 2));
    for (int input = 2; input < inputs.size(); input++) {
      turned.add(singletonList(transposed(tile(input), shapes.get(input - 2)[1])));
    }
    List<int[]> sides = shapes.stream().map(s -> new int[] {s[1], s[0]}).toList();
    Kernel left = Kernels.byId(kernel.name() + "(T" + rest + ")");
    List<double[][]> products = new ReferenceReflectors(left, turned, sides).compute();
    List<double[][]> back = new ArrayList<>();
    for (int output = 0; output < products.size(); output++) {
      back.add(transposed(products.get(output), shapes.get(output)[0]));
    }
    return back;
  }

  private double[][] tile(int input) {
    return inputs.get(input).get(0);
  }

  private List<double[][]> geqrt() {
    double[][] a = copy(tile(0));
    int m = a.length;
    int n = shapes.get(0)[0];
    int count = Math.min(m, n);
    double[][] vectors = zeros(count, m);
    double[] taus = new double[count];
    for (int j = 0; j < count; j++) {
      taus[j] = reflector(a, j, vectors[j]);
      for (int column = j; column < n; column++) {
        apply(taus[j], vectors[j], a, column);
      }
    }
    double[][] r = resized(a, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        r[i][j] = 0;
      }
    }
    for (int j = 0; j < count; j++) {
      for (int i = j + 1; i < m; i++) {
        a[i][j] = vectors[j][i];
      }
    }
    int block = Math.min(shapes.get(2)[0], count);
    return List.of(r, a, triangularFactors(vectors, taus, block, shapes.get(2)));
  }

  /** The reflector that annihilates column j below row j; gives tau, and v with v(j) = 1. */
  private static double reflector(double[][] a, int j, double[] v) {
    double tail = 0;
    for (int i = j + 1; i < a.length; i++) {
      tail = Math.hypot(tail, a[i][j]);
      v[i] = a[i][j];
    }
    v[j] = 1;
    if (tail == 0) {
      return 0;
    }
    double alpha = a[j][j];
    double beta = -Math.copySign(Math.hypot(alpha, tail), alpha);
    for (int i = j + 1; i < v.length; i++) {
      v[i] /= alpha - beta;
    }
    return (beta - alpha) / beta;
  }

  /** {@code column -= tau v (v^T column)}. */
  private static void apply(double tau, double[] v, double[][] matrix, int column) {
    double product = 0;
    for (int i = 0; i < v.length; i++) {
      product += v[i] * matrix[i][column];
    }
    for (int i = 0; i < v.length; i++) {
      matrix[i][column] -= tau * product * v[i];
    }
  }

  /** The product of a block's reflectors is {@code I - V T V^T}. */
  private static double[][] triangularFactors(
      double[][] vectors, double[] taus, int block, int[] shape) {
    double[][] t = zeros(shape[0], shape[1]);
    for (int j = 0; j < taus.length; j++) {
      int first = j - j % block;
      t[j - first][j] = taus[j];
      for (int i = first; i < j; i++) {
        double sum = 0;
        for (int k = i; k < j; k++) {
          sum += t[i - first][k] * dot(vectors[k], vectors[j]);
        }
        t[i - first][j] = -taus[j] * sum;
      }
    }
    return t;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private double[][] gemqrt() {
    double[][] v = tile(0);
    double[][] t = tile(1);
    int m = v.length;
    int columns = shapes.get(0)[1];
    double[][] c = resized(tile(2), m, columns);
    int count = Math.min(m, t.length == 0 ? 0 : t[0].length);
    double[][] vectors = zeros(count, m);
    for (int j = 0; j < count; j++) {
      vectors[j][j] = 1;
      for (int i = j + 1; i < m; i++) {
        vectors[j][i] = v[i][j];
      }
    }
    applyAll(vectors, taus(t, count), c, columns);
    return resized(c, shapes.get(0)[0], columns);
  }

  private static double[] taus(double[][] t, int count) {
    double[] taus = new double[count];
    for (int j = 0; j < count; j++) {
      taus[j] = t[j % Math.min(t.length, count)][j];
    }
    return taus;
  }

  /** Q is the product of the reflectors, the first one leftmost. */
  private void applyAll(double[][] vectors, double[] taus, double[][] c, int columns) {
    boolean transposed = kernel.options().get(0).equals("T");
    for (int step = 0; step < taus.length; step++) {
      int j = transposed ? step : taus.length - 1 - step;
      for (int column = 0; column < columns; column++) {
        apply(taus[j], vectors[j], c, column);
      }
    }
  }

  private List<double[][]> tpqrt() {
    double[][] r = tile(0);
    int n = r.length;
    int m = tile(1).length;
    double[][] stack = stacked(r, tile(1), n);
    double[][] vectors = zeros(n, n + m);
    double[] taus = new double[n];
    for (int j = 0; j < n; j++) {
      double[][] column = columnBelow(stack, j, n, height(m, j));
      double[] v = new double[column.length];
      taus[j] = reflector(column, 0, v);
      vectors[j][j] = 1;
      System.arraycopy(v, 1, vectors[j], n, v.length - 1);
      for (int other = j; other < n; other++) {
        apply(taus[j], vectors[j], stack, other);
      }
    }
    double[][] below = zeros(m, n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < m; i++) {
        below[i][j] = vectors[j][n + i];
      }
    }
    int block = Math.min(shapes.get(2)[0], n);
    return List.of(
        resized(stack, n, n), below, triangularFactors(vectors, taus, block, shapes.get(2)));
  }

  /** The diagonal entry j of the upper block, above the first rows of column j of the lower. */
  private static double[][] columnBelow(double[][] stack, int j, int n, int height) {
    double[][] column = zeros(height + 1, 1);
    column[0][0] = stack[j][j];
    for (int i = 0; i < height; i++) {
      column[i + 1][0] = stack[n + i][j];
    }
    return column;
  }

  /** How many rows of the lower block column j reaches: all, or those of a trapezoid. */
  private int height(int m, int j) {
    String shape = kernel.options().get(kernel.options().size() == 1 ? 0 : 1);
    return shape.equals("U") ? Math.min(m, j + 1) : m;
  }

  private List<double[][]> tpmqrt() {
    double[][] v = tile(0);
    double[][] t = tile(1);
    int rows = shapes.get(0)[0];
    int n = v.length == 0 ? rows : v[0].length;
    int m = shapes.get(1)[0];
    int columns = shapes.get(0)[1];
    boolean hasLower = kernel.options().get(2).equals("1");
    double[][] upper = resized(tile(2), n, columns);
    double[][] c = stacked(upper, hasLower ? tile(3) : zeros(m, columns), columns);
    double[][] vectors = zeros(n, n + m);
    for (int j = 0; j < n; j++) {
      vectors[j][j] = 1;
      for (int i = 0; i < height(m, j); i++) {
        vectors[j][n + i] = v[i][j];
      }
    }
    applyAll(vectors, taus(t, n), c, columns);
    double[][] lower = zeros(m, columns);
    System.arraycopy(c, n, lower, 0, m);
    double[][] carried = copy(tile(2));
    System.arraycopy(resized(c, n, columns), 0, carried, 0, n);
    return List.of(carried, lower);
  }

  private static double[][] stacked(double[][] upper, double[][] lower, int columns) {
    double[][] stack = resized(upper, upper.length + lower.length, columns);
    for (int i = 0; i < lower.length; i++) {
      stack[upper.length + i] = lower[i].clone();
    }
    return stack;
  }
}
