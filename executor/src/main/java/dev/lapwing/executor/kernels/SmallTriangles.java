package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/** Where {@link Recursion} ends in Java: plain loops over columns. */
final class SmallTriangles {
  private SmallTriangles() {}

  /** The left-looking factorization; the order of the first pivot that is not positive, or 0. */
  static int potrf(HeapMatrix a) {
    for (int j = 0; j < a.rows(); j++) {
      // a(j:n, j) -= A(j:n, 0:j) a(j, 0:j)^T
      for (int k = 0; k < j; k++) {
        subtractMultiple(a.data(), a.at(j, j), a.get(j, k), a.at(j, k), a.rows() - j);
      }
      double pivot = a.get(j, j);
      if (!(pivot > 0)) {
        return j + 1;
      }
      divide(a.data(), a.at(j, j), Math.sqrt(pivot), a.rows() - j);
      a.set(j, j, Math.sqrt(pivot));
    }
    return 0;
  }

  /** {@link Blas#trsm}. */
  static void trsm(Side side, Uplo uplo, Op trans, Diag diag, HeapMatrix t, HeapMatrix b) {
    boolean lower = (uplo == Uplo.LOWER) == (trans == Op.NO_TRANS);
    if (side == Side.RIGHT) {
      solveRight(!lower, trans, diag, t, b);
    } else if (trans == Op.NO_TRANS) {
      solveLeftByColumns(lower, diag, t, b);
    } else {
      solveLeftByRows(lower, diag, t, b);
    }
  }

  /** {@code X op(T) = B}, a column of X after the other. */
  private static void solveRight(boolean rising, Op trans, Diag diag, HeapMatrix t, HeapMatrix b) {
    int n = t.rows();
    for (int step = 0; step < n; step++) {
      int j = rising ? step : n - 1 - step;
      for (int earlier = 0; earlier < step; earlier++) {
        int k = rising ? earlier : n - 1 - earlier;
        double factor = trans == Op.NO_TRANS ? t.get(k, j) : t.get(j, k);
        subtractMultiple(b.data(), b.at(0, j), factor, b.at(0, k), b.rows());
      }
      if (diag == Diag.NON_UNIT) {
        divide(b.data(), b.at(0, j), t.get(j, j), b.rows());
      }
    }
  }

  /** {@code T X = B}: each unknown leaves the equations below or above it. */
  private static void solveLeftByColumns(boolean rising, Diag diag, HeapMatrix t, HeapMatrix b) {
    int n = t.rows();
    for (int column = 0; column < b.columns(); column++) {
      for (int step = 0; step < n; step++) {
        int k = rising ? step : n - 1 - step;
        double unknown = b.get(k, column) / (diag == Diag.NON_UNIT ? t.get(k, k) : 1.0);
        b.set(k, column, unknown);
        int first = rising ? k + 1 : 0;
        int end = rising ? n : k;
        for (int i = first; i < end; i++) {
          b.set(i, column, b.get(i, column) - unknown * t.get(i, k));
        }
      }
    }
  }

  /** {@code T^T X = B}: each unknown is an inner product with a column of T. */
  private static void solveLeftByRows(boolean rising, Diag diag, HeapMatrix t, HeapMatrix b) {
    int n = t.rows();
    for (int column = 0; column < b.columns(); column++) {
      for (int step = 0; step < n; step++) {
        int k = rising ? step : n - 1 - step;
        int first = rising ? 0 : k + 1;
        int end = rising ? k : n;
        double rest = b.get(k, column);
        for (int i = first; i < end; i++) {
          rest -= t.get(i, k) * b.get(i, column);
        }
        b.set(k, column, rest / (diag == Diag.NON_UNIT ? t.get(k, k) : 1.0));
      }
    }
  }

  /** {@code y := y - factor x}, both of them columns of one array. */
  private static void subtractMultiple(double[] data, int y, double factor, int x, int count) {
    for (int i = 0; i < count; i++) {
      data[y + i] -= factor * data[x + i];
    }
  }

  private static void divide(double[] data, int x, double divisor, int count) {
    for (int i = 0; i < count; i++) {
      data[x + i] /= divisor;
    }
  }
}
