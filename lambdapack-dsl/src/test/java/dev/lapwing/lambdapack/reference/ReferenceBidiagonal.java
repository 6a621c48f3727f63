package dev.lapwing.lambdapack.reference;

import static dev.lapwing.lambdapack.reference.Tiles.copy;
import static dev.lapwing.lambdapack.reference.Tiles.multiplyAdd;
import static dev.lapwing.lambdapack.reference.Tiles.resized;
import static dev.lapwing.lambdapack.reference.Tiles.transposed;
import static dev.lapwing.lambdapack.reference.Tiles.zeros;
import static java.util.Collections.singletonList;

import dev.lapwing.lambdapack.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernels between a band and its singular values, on dense matrices. The tiles that {@code
 * gbbrd} gives for {@code ormbr} are the orthogonal matrices themselves here.
 */
final class ReferenceBidiagonal {

  private final Kernel kernel;
  private final List<List<double[][]>> inputs;
  private final List<int[]> shapes;
  private final int n;

  ReferenceBidiagonal(Kernel kernel, List<List<double[][]>> inputs, List<int[]> shapes) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.shapes = shapes;
    this.n = switch (kernel.name()) {
      case "ormbr" -> shapes.get(0)[1];
      case "gebrd" -> inputs.get(0).get(0).length;
      default -> shapes.get(0)[0];
    };
  }

  List<double[][]> compute() {
    return switch (kernel.name()) {
      case "gebrd" -> gebrd();
      case "gbbrd" -> gbbrd(band(), n);
      case "ormbr" -> singletonList(ormbr());
      case "bdsqr" -> singletonList(svd().get(0));
      case "bdsdc" -> svd();
      case "sbtrd" -> sbtrd();
      case "sytrd" -> sytrd();
      case "sterf" -> singletonList(eigen().get(0));
      case "stedc" -> eigen();
      default -> throw new IllegalArgumentException("no reference for " + kernel.id());
    };
  }

  /** {@code B = U F V^T} by reflectors of whole rows and columns. */
  private List<double[][]> gbbrd(double[][] given, int order) {
    double[][] f = given;
    double[][] u = identity(n);
    double[][] v = identity(n);
    for (int s = 0; s < n; s++) {
      double[][] left = reflector(f, s, s);
      f = product(left, f);
      u = product(u, left);
      if (s + 1 < n) {
        double[][] right = reflector(transposed(f, n), s + 1, s);
        f = product(f, right);
        v = product(v, right);
      }
    }
    double[][] two = zeros(order, 2);
    for (int i = 0; i < order; i++) {
      two[i][0] = f[i][i];
      two[i][1] = i + 1 < order ? f[i][i + 1] : 0;
    }
    return shapes.size() == 1 ? singletonList(two) : List.of(two, u, v);
  }

  /**
   * The same of a matrix in blocks of columns, with zeros to its right that make it square; and zeros
   * for what the kernel gives besides.
   */
  private List<double[][]> gebrd() {
    double[][] a = zeros(n, n);
    int first = 0;
    for (double[][] tile : inputs.get(0)) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(tile[i], 0, a[i], first, tile[i].length);
      }
      first += tile[0].length;
    }
    int order = shapes.get(0)[0];
    List<double[][]> reduced = gbbrd(a, order);
    return shapes.size() == 1
        ? reduced
        : List.of(
            reduced.get(0),
            resized(reduced.get(1), n, order),
            resized(reduced.get(2), order, order),
            zeros(shapes.get(3)[0], order),
            zeros(shapes.get(4)[0], order));
  }

  /** {@code B = U F U^T} by reflectors of whole columns. */
  private List<double[][]> sbtrd() {
    return tridiagonal(band());
  }

  /** The same of a matrix in blocks of columns, and zeros for what the kernel gives besides. */
  private List<double[][]> sytrd() {
    double[][] upper = zeros(n, n);
    int first = 0;
    for (double[][] tile : inputs.get(0)) {
      for (int j = 0; j < tile[0].length; j++, first++) {
        for (int i = first; i < n; i++) {
          upper[first][i] = tile[i][j];
        }
      }
    }
    List<double[][]> reduced = new ArrayList<>(tridiagonal(upper));
    if (shapes.size() == 3) {
      reduced.add(zeros(shapes.get(2)[0], n));
    }
    return reduced;
  }

  /** That of the matrix whose upper triangle is given. */
  private List<double[][]> tridiagonal(double[][] upper) {
    double[][] f = copy(upper);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        f[i][j] = f[j][i];
      }
    }
    double[][] u = identity(n);
    for (int s = 0; s + 1 < n; s++) {
      double[][] h = reflector(f, s + 1, s);
      f = product(product(h, f), h);
      u = product(u, h);
    }
    double[][] two = zeros(n, 2);
    for (int i = 0; i < n; i++) {
      two[i][0] = f[i][i];
      two[i][1] = i + 1 < n ? f[i + 1][i] : 0;
    }
    return shapes.size() == 1 ? singletonList(two) : List.of(two, u);
  }

  /** Cyclic Jacobi. */
  private List<double[][]> eigen() {
    double[][] two = inputs.get(0).get(0);
    double[][] a = zeros(n, n);
    for (int i = 0; i < n; i++) {
      a[i][i] = two[i][0];
      if (i + 1 < n) {
        a[i + 1][i] = two[i][1];
        a[i][i + 1] = two[i][1];
      }
    }
    double[][] vectors = identity(n);
    for (int sweep = 0; sweep < 30; sweep++) {
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          double angle = 0.5 * Math.atan2(2 * a[i][j], a[j][j] - a[i][i]);
          turn(a[j], a[i], Math.cos(angle), Math.sin(angle));
          a = transposed(a, n);
          turn(a[j], a[i], Math.cos(angle), Math.sin(angle));
          turn(vectors[j], vectors[i], Math.cos(angle), Math.sin(angle));
        }
      }
    }
    double[][] values = zeros(n, 1);
    for (int i = 0; i < n; i++) {
      values[i][0] = a[i][i];
    }
    return List.of(values, transposed(vectors, n));
  }

  private double[][] band() {
    double[][] band = zeros(n, n);
    int first = 0;
    for (int k = 0; k < inputs.get(0).size(); k++) {
      double[][] diagonal = inputs.get(0).get(k);
      double[][] beside = inputs.get(1).get(k);
      for (int i = 0; i < diagonal.length; i++) {
        for (int j = i; j < diagonal.length; j++) {
          band[first + i][first + j] = diagonal[i][j];
        }
        for (int j = 0; j <= i && first + diagonal.length + j < n; j++) {
          band[first + i][first + diagonal.length + j] = beside[j][i];
        }
      }
      first += diagonal.length;
    }
    return band;
  }

  /** The symmetric orthogonal matrix that makes column {@code column} zero below row {@code top}. */
  private double[][] reflector(double[][] a, int top, int column) {
    double norm = 0;
    double[] v = new double[n];
    for (int i = top; i < n; i++) {
      v[i] = a[i][column];
      norm = Math.hypot(norm, v[i]);
    }
    double[][] h = identity(n);
    if (norm > 0) {
      v[top] += Math.copySign(norm, v[top]);
      double half = norm * Math.abs(v[top]);
      for (int i = top; i < n; i++) {
        for (int j = top; j < n; j++) {
          h[i][j] -= v[i] * v[j] / half;
        }
      }
    }
    return h;
  }

  private double[][] ormbr() {
    double[][] a = zeros(shapes.get(0)[0], n);
    int first = 0;
    for (double[][] tile : inputs.get(1)) {
      for (int i = 0; i < tile.length; i++) {
        System.arraycopy(tile[i], 0, a[i], first, tile[i].length);
      }
      first += tile.length == 0 ? 0 : tile[0].length;
    }
    return product(a, inputs.get(0).get(0));
  }

  /** One-sided Jacobi: the rows of F V become orthogonal. */
  private List<double[][]> svd() {
    double[][] two = inputs.get(0).get(0);
    double[][] w = zeros(n, n);
    for (int i = 0; i < n; i++) {
      w[i][i] = two[i][0];
      if (i + 1 < n) {
        w[i + 1][i] = two[i][1];
      }
    }
    double[][] v = identity(n);
    for (int sweep = 0; sweep < 60; sweep++) {
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          rotate(w[i], w[j], v[i], v[j]);
        }
      }
    }
    return sorted(w, v);
  }

  private static void rotate(double[] x, double[] y, double[] v, double[] w) {
    double xx = dot(x, x);
    double yy = dot(y, y);
    double xy = dot(x, y);
    boolean swaps = xx < yy;
    if (xy == 0 && !swaps) {
      return;
    }
    double angle = swaps && xy == 0 ? Math.PI / 2 : 0.5 * Math.atan2(2 * xy, xx - yy);
    turn(x, y, Math.cos(angle), Math.sin(angle));
    turn(v, w, Math.cos(angle), Math.sin(angle));
  }

  private static void turn(double[] x, double[] y, double cos, double sin) {
    for (int k = 0; k < x.length; k++) {
      double old = x[k];
      x[k] = cos * old + sin * y[k];
      y[k] = cos * y[k] - sin * old;
    }
  }

  /** Row i of {@code w} is {@code s(i) u(i)}, for s that falls; zeros get any orthogonal u. */
  private List<double[][]> sorted(double[][] w, double[][] v) {
    double[][] s = zeros(n, 1);
    double[][] u = zeros(n, n);
    for (int i = 0; i < n; i++) {
      s[i][0] = Math.sqrt(dot(w[i], w[i]));
      for (int k = 0; k < n; k++) {
        u[k][i] = s[i][0] == 0 ? 0 : w[i][k] / s[i][0];
      }
    }
    return List.of(s, u, copy(v));
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = zeros(a.length, b.length);
    multiplyAdd(c, 1, a, b);
    return c;
  }

  private static double[][] identity(int n) {
    double[][] identity = zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }
}
