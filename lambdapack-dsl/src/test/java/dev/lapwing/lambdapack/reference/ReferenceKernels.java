package dev.lapwing.lambdapack.reference;

import static dev.lapwing.lambdapack.reference.Tiles.copy;
import static dev.lapwing.lambdapack.reference.Tiles.multiplyAdd;
import static dev.lapwing.lambdapack.reference.Tiles.resized;
import static dev.lapwing.lambdapack.reference.Tiles.transposed;
import static dev.lapwing.lambdapack.reference.Tiles.zeros;
import static java.util.Collections.singletonList;

import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import java.util.Arrays;
import java.util.List;

/** Every kernel of the catalogue from its definition, on {@code double[rows][columns]} tiles. */
public final class ReferenceKernels {

  private final Kernel kernel;
  private final List<List<double[][]>> inputs;
  private final List<int[]> shapes;
  private final double[] scalars;

  private ReferenceKernels(
      Kernel kernel, List<List<double[][]>> inputs, List<int[]> shapes, double[] scalars) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.shapes = shapes;
    this.scalars = scalars;
  }

  /**
   * Computes one call.
   *
   * @param inputs for every input its tiles: one, or those of a range; they are not changed
   * @param shapes the rows and columns of every output
   * @throws ArithmeticException if a pivot is not positive or a diagonal entry is zero
   */
  public static List<double[][]> compute(
      Kernel kernel, List<List<double[][]>> inputs, List<int[]> shapes, double... scalars) {
    return new ReferenceKernels(kernel, inputs, shapes, scalars).compute();
  }

  private List<double[][]> compute() {
    return switch (kernel.name()) {
      case "potrf" -> singletonList(potrf(tile(0)));
      case "trsm" -> singletonList(trsm());
      case "trtri" -> singletonList(trtri());
      case "syrk" -> singletonList(syrk());
      case "gemm" -> singletonList(gemm());
      case "gemmtrsm" -> singletonList(gemmtrsm());
      case "add" -> singletonList(add());
      case "axpby" -> singletonList(axpby());
      case "scale" -> singletonList(combination(scalars[0], tile(0), 0, tile(0)));
      case "shift" -> singletonList(shift());
      case "copy", "lag2" -> singletonList(copy(tile(0)));
      case "transpose" -> singletonList(transposed(tile(0), shapes.get(0)[0]));
      case "lacpy" -> singletonList(lacpy());
      case "laset" -> singletonList(laset());
      case "gebrd", "gbbrd", "bdsqr", "bdsdc", "sbtrd", "sterf", "stedc", "sytrd" ->
        new ReferenceBidiagonal(kernel, inputs, shapes).compute();
      case "ormbr" ->
        option(0, "R")
            ? new ReferenceBidiagonal(kernel, inputs, shapes).compute()
            : singletonList(columnsOfProduct());
      case "ormtr" -> singletonList(columnsOfProduct());
      case "map", "combine", "reduce", "fold", "lassq", "combssq", "nrm2", "lascl", "lascl2" ->
        singletonList(new ReferenceEntries(kernel, inputs, shapes, scalars).compute());
      case "stack", "tri", "diag" ->
        singletonList(new ReferenceEntries(kernel, inputs, shapes, scalars).compute());
      default ->
        ReferencePivoting.knows(kernel)
            ? new ReferencePivoting(kernel, inputs, shapes, scalars).compute()
            : new ReferenceReflectors(kernel, inputs, shapes).compute();
    };
  }

  /** The reflectors that a {@code sytrd} or a {@code gebrd} gives are orthonormal columns here. */
  private double[][] columnsOfProduct() {
    int m = tile(0).length;
    int n = tile(2).length;
    int columns = shapes.get(0)[1];
    int first = scalars[0] + 1 == scalars[1] ? n - columns : (int) (scalars[0] * columns);
    double[][] product = zeros(m, n);
    multiplyAdd(product, 1, tile(0), option(0, "P") ? transposed(tile(2), n) : tile(2));
    double[][] part = new double[m][];
    for (int i = 0; i < m; i++) {
      part[i] = Arrays.copyOfRange(product[i], first, first + columns);
    }
    return part;
  }

  private double[][] tile(int input) {
    return inputs.get(input).get(0);
  }

  private boolean option(int position, String letter) {
    return kernel.options().get(position).equals(letter);
  }

  private double[][] result() {
    return zeros(shapes.get(0)[0], shapes.get(0)[1]);
  }

  private static double[][] potrf(double[][] a) {
    int n = a.length;
    double[][] l = zeros(n, n);
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? pivot(sum, j) : sum / l[j][j];
      }
    }
    return l;
  }

  private static double pivot(double square, int column) {
    if (!(square > 0)) {
      throw new ArithmeticException("the minor of order " + (column + 1) + " is not positive");
    }
    return Math.sqrt(square);
  }

  /** {@code X op(T) = B} is {@code op(T)^T X^T = B^T}. */
  private double[][] trsm() {
    double[][] t = tile(0);
    double[][] b = tile(1);
    boolean left = option(0, "L");
    double[][] triangle = triangle(t);
    double[][] op = option(2, "N") == left ? triangle : transposed(triangle, t.length);
    boolean lower = (option(1, "L") == option(2, "N")) == left;
    if (left) {
      return solve(op, lower, b);
    }
    double[][] solution = solve(op, lower, transposed(b, shapes.get(0)[1]));
    return transposed(solution, shapes.get(0)[0]);
  }

  private double[][] triangle(double[][] t) {
    double[][] triangle = zeros(t.length, t.length);
    for (int i = 0; i < t.length; i++) {
      for (int j = 0; j < t.length; j++) {
        boolean inside = option(1, "L") ? i > j : i < j;
        triangle[i][j] = inside ? t[i][j] : 0;
      }
      triangle[i][i] = option(3, "U") ? 1 : t[i][i];
    }
    return triangle;
  }

  private static double[][] solve(double[][] t, boolean lower, double[][] b) {
    double[][] x = copy(b);
    int n = t.length;
    for (int step = 0; step < n; step++) {
      int k = lower ? step : n - 1 - step;
      for (int j = 0; j < x[k].length; j++) {
        x[k][j] = quotient(x[k][j], t[k][k], k);
        for (int i = 0; i < n; i++) {
          x[i][j] -= i == k ? 0 : t[i][k] * x[k][j];
        }
      }
    }
    return x;
  }

  private static double quotient(double value, double pivot, int column) {
    if (pivot == 0) {
      throw new ArithmeticException("the diagonal entry of order " + (column + 1) + " is zero");
    }
    return value / pivot;
  }

  private double[][] trtri() {
    int n = tile(0).length;
    double[][] identity = zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    String solve =
        "trsm(L,%s,N,%s)".formatted(kernel.options().get(0), kernel.options().get(1));
    List<List<double[][]>> operands = List.of(inputs.get(0), singletonList(identity));
    return compute(Kernels.byId(solve), operands, shapes).get(0);
  }

  private double[][] syrk() {
    boolean updates = option(2, "1");
    double[][] product = result();
    for (double[][] a : inputs.get(updates ? 1 : 0)) {
      addProduct(product, a, option(1, "T"), a, option(1, "N"));
    }
    double[][] c = updates ? copy(tile(0)) : result();
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c.length; j++) {
        boolean touched = option(0, "L") ? i >= j : i <= j;
        c[i][j] += !updates || touched ? product[i][j] : 0;
      }
    }
    return c;
  }

  private double[][] gemm() {
    boolean updates = option(2, "1");
    double[][] c = updates ? copy(tile(0)) : result();
    List<double[][]> a = inputs.get(updates ? 1 : 0);
    List<double[][]> b = inputs.get(updates ? 2 : 1);
    for (int k = 0; k < a.size(); k++) {
      addProduct(c, a.get(k), option(0, "T"), b.get(k), option(1, "T"));
    }
    return c;
  }

  private double[][] gemmtrsm() {
    double[][] b = compute(Kernels.byId("gemm(N,T,1)"), inputs.subList(0, 3), shapes, scalars)
        .get(0);
    List<List<double[][]>> solve = List.of(inputs.get(3), singletonList(b));
    return compute(Kernels.byId("trsm(R,L,T,N)"), solve, shapes).get(0);
  }

  /** {@code c += alpha op(a) op(b)}. */
  private void addProduct(
      double[][] c, double[][] a, boolean transposesA, double[][] b, boolean transposesB) {
    double[][] left = transposesA ? transposed(a, c.length) : a;
    double[][] right = transposesB ? transposed(b, b.length == 0 ? 0 : b[0].length) : b;
    multiplyAdd(c, scalars[0], left, right);
  }

  private double[][] add() {
    double[][] sum = result();
    for (double[][] term : inputs.get(0)) {
      sum = combination(1, sum, 1, term);
    }
    return sum;
  }

  private double[][] axpby() {
    return combination(scalars[0], tile(0), scalars[1], tile(1));
  }

  private static double[][] combination(double alpha, double[][] x, double beta, double[][] y) {
    double[][] result = copy(x);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        result[i][j] = alpha * x[i][j] + beta * y[i][j];
      }
    }
    return result;
  }

  private double[][] shift() {
    double[][] result = copy(tile(0));
    for (int i = 0; i < result.length && i < result[i].length; i++) {
      result[i][i] += scalars[0];
    }
    return result;
  }

  private double[][] lacpy() {
    if (option(0, "A")) {
      return resized(tile(0), shapes.get(0)[0], shapes.get(0)[1]);
    } else if (option(0, "T")) {
      double[][] x = tile(0);
      return resized(
          transposed(x, x.length == 0 ? 0 : x[0].length),
          shapes.get(0)[0],
          shapes.get(0)[1]);
    }
    double[][] y = copy(tile(1));
    for (int i = 0; i < y.length; i++) {
      for (int j = i; j < y[i].length; j++) {
        y[i][j] = tile(0)[i][j];
      }
    }
    return y;
  }

  private double[][] laset() {
    double[][] result = result();
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < result[i].length; j++) {
        result[i][j] = i == j ? scalars[1] : scalars[0];
      }
    }
    return resized(result, result.length, shapes.get(0)[1]);
  }
}
