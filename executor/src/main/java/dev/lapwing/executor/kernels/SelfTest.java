package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.ProbeTiles.entries;
import static dev.lapwing.executor.kernels.ProbeTiles.sum;
import static dev.lapwing.executor.kernels.ProbeTiles.times;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A test of a BLAS on this very processor, in milliseconds. Libraries with kernels for many
 * processors have shipped kernels that are wrong on one of them, for one remainder of one loop.
 *
 * <p>Everything is tested as Freivalds tests products (1977): to see that {@code C = A B}, multiply
 * both sides by a random vector, which costs the square of the order instead of its cube.
 */
final class SelfTest<V extends TileView> {
  /** Many remainders of the small loops, and enough for the large ones to run. */
  private static final int[] ORDERS = {1, 2, 3, 5, 8, 13, 31, 48, 67, 130, 193};

  /** Far above rounding errors at these orders, far below the least mistake. */
  private static final Map<Precision, Double> TOLERANCES =
      Map.of(Precision.FLOAT64, 1e-10, Precision.FLOAT32, 1e-3);

  private final Blas<V> blas;
  private final Precision precision;
  private final double tolerance;
  private final TilePool pool = TilePool.create(1 << 25);
  private final double[] noise = ProbeTiles.noise();
  private final List<String> mistakes = new ArrayList<>();

  SelfTest(Blas<V> blas, Precision precision) {
    this.blas = blas;
    this.precision = precision;
    this.tolerance = TOLERANCES.get(precision);
  }

  /** What was computed wrongly; empty if all is well. */
  List<String> mistakes() {
    for (int i = 0; i < ORDERS.length; i++) {
      int m = ORDERS[i];
      int n = ORDERS[(i + 4) % ORDERS.length];
      int k = ORDERS[(i + 7) % ORDERS.length];
      products(m, n, k);
      solves(m, n);
      factorizations(m, n);
    }
    pool.close();
    return List.copyOf(mistakes);
  }

  private ProbeTiles tiles() {
    return new ProbeTiles(precision, pool, noise);
  }

  private void products(int m, int n, int k) {
    for (Op transA : Op.values()) {
      syrk(Uplo.LOWER, transA, n, k);
      syrk(Uplo.UPPER, transA, n, k);
      for (Op transB : Op.values()) {
        gemm(transA, transB, m, n, k);
      }
    }
  }

  private void solves(int m, int n) {
    for (Side side : Side.values()) {
      for (Uplo uplo : Uplo.values()) {
        for (Op trans : Op.values()) {
          trsm(side, uplo, trans, m, n);
        }
      }
    }
  }

  private void factorizations(int m, int n) {
    potrf(m);
    geqrt(m, n);
    tpqrt(Pentagon.RECTANGULAR, m, n);
    tpqrt(Pentagon.TRIANGULAR, Math.min(m, n), n);
  }

  /** {@code (C + A B) x = C x + A (B x)}. */
  private void gemm(Op transA, Op transB, int m, int n, int k) {
    try (var probe = tiles()) {
      Tile a = probe.random(transA, m, k);
      Tile b = probe.random(transB, k, n);
      Tile c = probe.random(Op.NO_TRANS, m, n);
      double[] x = probe.vector(n);
      double[] expected = sum(times(c, Op.NO_TRANS, x), times(a, transA, times(b, transB, x)));
      try (V viewA = blas.read(a);
          V viewB = blas.read(b);
          V viewC = blas.update(c)) {
        blas.gemm(transA, transB, 1.0, viewA, viewB, 1.0, viewC);
      }
      compare(
          "gemm(%s,%s) %d x %d x %d".formatted(transA, transB, m, n, k),
          expected,
          times(c, Op.NO_TRANS, x));
    }
  }

  /** {@code (A A^T) x = A (A^T x)}. */
  private void syrk(Uplo uplo, Op trans, int n, int k) {
    try (var probe = tiles()) {
      Tile a = probe.random(trans, n, k);
      Tile c = probe.zeros(n, n);
      double[] x = probe.vector(n);
      Op other = trans == Op.NO_TRANS ? Op.TRANS : Op.NO_TRANS;
      double[] expected = times(a, trans, times(a, other, x));
      try (V viewA = blas.read(a);
          V viewC = blas.write(c)) {
        blas.syrk(uplo, trans, 1.0, viewA, 0.0, viewC);
      }
      TileContent.mirror(c, uplo);
      compare(
          "syrk(%s,%s) %d x %d".formatted(uplo, trans, n, k), expected, times(c, Op.NO_TRANS, x));
    }
  }

  /** {@code op(T) (X x) = B x}, or {@code X (op(T) x) = B x}. */
  private void trsm(Side side, Uplo uplo, Op trans, int m, int n) {
    try (var probe = tiles()) {
      Tile t = probe.triangular(uplo, side == Side.LEFT ? m : n);
      Tile b = probe.random(Op.NO_TRANS, m, n);
      double[] x = probe.vector(n);
      double[] expected = times(b, Op.NO_TRANS, x);
      try (V viewT = blas.read(t);
          V viewB = blas.update(b)) {
        blas.trsm(side, uplo, trans, Diag.NON_UNIT, viewT, viewB);
      }
      double[] actual =
          side == Side.LEFT
              ? times(t, trans, times(b, Op.NO_TRANS, x))
              : times(b, Op.NO_TRANS, times(t, trans, x));
      compare("trsm(%s,%s,%s) %d x %d".formatted(side, uplo, trans, m, n), expected, actual);
    }
  }

  /** {@code L (L^T x) = A x}. */
  private void potrf(int n) {
    try (var probe = tiles()) {
      Tile a = probe.positiveDefinite(n);
      double[] x = probe.vector(n);
      double[] expected = times(a, Op.NO_TRANS, x);
      try (V view = blas.update(a)) {
        blas.potrf(view);
      }
      TileContent.clearAboveDiagonal(a);
      compare("potrf %d".formatted(n), expected, times(a, Op.NO_TRANS, times(a, Op.TRANS, x)));
    }
  }

  /** {@code Q (R x) = A x}, and {@code Q^T Q y = y}. */
  private void geqrt(int m, int n) {
    try (var probe = tiles()) {
      int block = Math.min(32, Math.min(m, n));
      Tile a = probe.random(Op.NO_TRANS, m, n);
      Tile t = probe.zeros(block, n);
      double[] x = probe.vector(n);
      double[] expected = times(a, Op.NO_TRANS, x);
      try (V view = blas.update(a);
          V blocks = blas.update(t)) {
        blas.geqrt(block, view, blocks, pool);
      }
      Tile r = probe.zeros(m, n);
      TileContent.copyUpperTrapezoid(a, r);
      Tile column = probe.column(times(r, Op.NO_TRANS, x));
      double[] before = entries(column);
      String name = "geqrt %d x %d".formatted(m, n);
      gemqrt(Op.NO_TRANS, block, a, t, column);
      compare(name, expected, entries(column));
      gemqrt(Op.TRANS, block, a, t, column);
      compare(name + ", transposed", before, entries(column));
    }
  }

  private void gemqrt(Op trans, int block, Tile v, Tile t, Tile c) {
    try (V viewV = blas.read(v);
        V viewT = blas.read(t);
        V viewC = blas.update(c)) {
      blas.gemqrt(trans, block, viewV, viewT, viewC, pool);
    }
  }

  /** {@code Q [R' x; 0] = [R x; B x]}, and {@code Q^T Q y = y}. */
  private void tpqrt(Pentagon shape, int m, int n) {
    try (var probe = tiles()) {
      int block = Math.min(32, n);
      Tile r = probe.triangular(Uplo.UPPER, n);
      Tile b = probe.random(Op.NO_TRANS, m, n);
      if (shape == Pentagon.TRIANGULAR) {
        TileContent.clearBelowDiagonal(b);
      }
      Tile t = probe.zeros(block, n);
      double[] x = probe.vector(n);
      double[] top = times(r, Op.NO_TRANS, x);
      double[] bottom = times(b, Op.NO_TRANS, x);
      try (V viewR = blas.update(r);
          V viewB = blas.update(b);
          V viewT = blas.update(t)) {
        blas.tpqrt(shape, block, viewR, m, viewB, viewT, pool);
      }
      Tile upper = probe.column(times(r, Op.NO_TRANS, x));
      Tile lower = probe.zeros(m, 1);
      double[] before = entries(upper);
      String name = "tpqrt(%s) %d x %d".formatted(shape, m, n);
      tpmqrt(Op.NO_TRANS, shape, block, b, t, upper, lower);
      compare(name, top, entries(upper));
      compare(name, bottom, entries(lower));
      tpmqrt(Op.TRANS, shape, block, b, t, upper, lower);
      compare(name + ", transposed", before, entries(upper));
    }
  }

  private void tpmqrt(Op trans, Pentagon shape, int block, Tile v, Tile t, Tile a, Tile b) {
    try (V viewV = blas.read(v);
        V viewT = blas.read(t);
        V viewA = blas.update(a);
        V viewB = blas.update(b)) {
      blas.tpmqrt(trans, shape, block, v.rows(), viewV, viewT, viewA, viewB, pool);
    }
  }

  private void compare(String what, double[] expected, double[] actual) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0.0);
    for (int i = 0; i < expected.length; i++) {
      // Not "greater than": a NaN must not pass.
      if (!(Math.abs(expected[i] - actual[i]) <= tolerance * scale)) {
        mistakes.add(what);
        return;
      }
    }
  }
}
