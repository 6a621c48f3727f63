package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@code geqrt}, {@code tpqrt}, {@code gemqrt} and {@code tpmqrt}. */
interface HouseholderContract extends KernelContract {

  @Test
  default void geqrtFactorsTilesOfEveryOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n = 1; n <= 130; n += n < 70 ? 1 : 3) {
        checkGeqrt(calls, Dense.random(n, n, 1), 64);
        checkGeqrt(calls, Dense.random(n, KernelContract.other(n), 2), 16);
      }
      checkGeqrt(calls, Dense.random(300, 200, 3), 64);
    }
  }

  @Test
  default void geqrtFactorsEveryShapeWithEveryBlockSize() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int m : new int[] {0, 1, 2, 5, 33, 64}) {
        for (int n : new int[] {0, 1, 2, 5, 33, 64}) {
          for (int block : new int[] {1, 4, 33, 100}) {
            checkGeqrt(calls, Dense.random(m, n, 1), block);
          }
        }
      }
    }
  }

  @Test
  default void geqrtFactorsBadlyScaledAndDeficientTiles() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense a = Dense.random(70, 40, 1);
      checkGeqrt(calls, a.times(1e200), 32);
      checkGeqrt(calls, a.times(1e-200), 32);
      checkGeqrt(calls, Dense.zeros(20, 10), 32);
      checkGeqrt(calls, Dense.of(70, 40, (i, j) -> a.get(i, j) * Math.pow(10, -j)), 32);
      checkGeqrt(calls, Dense.of(70, 40, (i, j) -> a.get(i, j % 3)), 32);
      checkGeqrt(calls, a.triangle(false), 32);
    }
  }

  @Test
  default void tpqrtFactorsPairsOfEveryOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n = 1; n <= 130; n += n < 40 ? 1 : 7) {
        int m = KernelContract.other(n);
        checkTpqrt(calls, "N", Dense.random(n, n, 1), Dense.random(m, n, 2), 32);
        checkTpqrt(calls, "N", Dense.random(n, n, 1), Dense.random(n, n, 2), 64);
        checkTpqrt(calls, "U", Dense.random(n, n, 1), Dense.random(n, n, 2), 64);
        checkTpqrt(calls, "U", Dense.random(n, n, 1), Dense.random(m, n, 2), 16);
      }
      checkTpqrt(calls, "N", Dense.random(200, 200, 1), Dense.random(260, 200, 2), 64);
      checkTpqrt(calls, "U", Dense.random(200, 200, 1), Dense.random(200, 200, 2), 64);
    }
  }

  @Test
  default void tpqrtFactorsEveryShapeWithEveryBlockSize() throws KernelFailure {
    try (Calls calls = calls()) {
      for (String shape : List.of("N", "U")) {
        for (int n : new int[] {0, 1, 2, 5, 33}) {
          for (int m : new int[] {0, 1, 4, 33, 50}) {
            for (int block : new int[] {1, 4, 33, 100}) {
              checkTpqrt(calls, shape, Dense.random(n, n, 1), Dense.random(m, n, 2), block);
            }
          }
        }
      }
    }
  }

  @Test
  default void tpqrtFactorsBadlyScaledAndDeficientPairs() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense r = Dense.random(30, 30, 1);
      Dense b = Dense.random(50, 30, 2);
      checkTpqrt(calls, "N", r.times(1e200), b.times(1e200), 16);
      checkTpqrt(calls, "N", r.times(1e-200), b.times(1e-200), 16);
      checkTpqrt(calls, "N", Dense.zeros(30, 30), b, 16);
      checkTpqrt(calls, "N", r, Dense.zeros(50, 30), 16);
      checkTpqrt(calls, "U", Dense.zeros(30, 30), Dense.zeros(30, 30), 16);
    }
  }

  @Test
  default void whatLiesBelowTheTriangleIsNotLookedAt() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense r = Dense.random(20, 20, 1);
      Dense b = Dense.random(20, 20, 2);
      List<Dense> clean = tpqrt(calls, "U", r.triangle(false), b.triangle(false), 8);
      List<Dense> spoilt = tpqrt(calls, "U", spoiltBelow(r), spoiltBelow(b), 8);
      for (int i = 0; i < 3; i++) {
        assertSame("output " + i, spoilt.get(i), clean.get(i));
      }
    }
  }

  /** A tile keeps the reflectors of its own factorization below those of its triangle. */
  @Test
  default void reflectorsBelowATrapezoidAreNotLookedAt() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int m : new int[] {3, 20, 33}) {
        List<Dense> factors = tpqrt(calls, "U", Dense.random(20, 20, 1), Dense.random(m, 20, 2), 8);
        Dense v = factors.get(1).triangle(false);
        Dense t = factors.get(2);
        Dense a = Dense.random(20, 11, 3);
        Dense b = Dense.random(m, 11, 4);
        for (String trans : NO_AND_YES) {
          assertSame(
              "[A; B] of " + m + " rows",
              applyPair(calls, trans, "U", spoiltBelow(v), t, a, b),
              applyPair(calls, trans, "U", v, t, a, b));
        }
      }
    }
  }

  @Test
  default void tpmqrtCarriesOverTheRowsThatItDoesNotReach() throws KernelFailure {
    try (Calls calls = calls()) {
      for (String shape : List.of("N", "U")) {
        List<Dense> factors =
            tpqrt(calls, shape, Dense.random(20, 20, 1), Dense.random(30, 20, 2), 8);
        Dense a = Dense.random(35, 11, 3);
        Dense b = Dense.random(30, 11, 4);
        for (String trans : NO_AND_YES) {
          Dense v = factors.get(1);
          Dense t = factors.get(2);
          Dense pair = applyPair(calls, trans, shape, v, t, a, b);
          Dense short20 = applyPair(calls, trans, shape, v, t, a.withRows(20), b);
          assertSame("the first rows", pair.withRows(20), short20.withRows(20));
          assertSame("the others", pair.block(20, 0, 15, 11), a.block(20, 0, 15, 11));
          assertSame("B", pair.block(35, 0, 30, 11), short20.block(20, 0, 30, 11));
        }
      }
    }
  }

  @Test
  default void gemqrtPadsAndCuts() throws KernelFailure {
    try (Calls calls = calls()) {
      List<Dense> factors = geqrt(calls, Dense.random(40, 25, 1), 16);
      Dense v = factors.get(1);
      Dense t = factors.get(2);
      for (String trans : NO_AND_YES) {
        Dense q =
            calls
                .call("gemqrt(" + trans + ")")
                .in(v)
                .in(t)
                .in(Dense.identity(40))
                .out(40, 40)
                .result();
        for (int c : new int[] {0, 1, 25, 40, 55}) {
          for (int d : new int[] {0, 1, 25, 40, 55}) {
            Dense tile = Dense.random(c, 7, 2);
            Dense product =
                calls.call("gemqrt(" + trans + ")").in(v).in(t).in(tile).out(d, 7).result();
            Dense padded = tile.withRows(40);
            assertClose(
                "gemqrt(" + trans + ") from " + c + " to " + d + " rows",
                product,
                q.times(padded).withRows(d),
                400,
                q.abs().times(padded.abs()).withRows(d).map(x -> x + 1));
          }
        }
        assertSame(
            "no columns",
            calls
                .call("gemqrt(" + trans + ")")
                .in(v)
                .in(t)
                .in(Dense.zeros(40, 0))
                .out(40, 0)
                .result(),
            Dense.zeros(40, 0));
      }
    }
  }

  @Test
  default void tpmqrtOfZeroIsTpmqrtWithZeros() throws KernelFailure {
    try (Calls calls = calls()) {
      for (String shape : List.of("N", "U")) {
        List<Dense> factors =
            tpqrt(calls, shape, Dense.random(30, 30, 1), Dense.random(30, 30, 2), 8);
        Dense a = Dense.random(30, 11, 3);
        for (String trans : NO_AND_YES) {
          String name = "tpmqrt(" + trans + "," + shape;
          List<Dense> alone =
              calls
                  .call(name + ",0)")
                  .in(factors.get(1))
                  .in(factors.get(2))
                  .in(a)
                  .out(30, 11)
                  .out(30, 11)
                  .run();
          List<Dense> withZeros =
              calls
                  .call(name + ",1)")
                  .in(factors.get(1))
                  .in(factors.get(2))
                  .in(a)
                  .in(Dense.zeros(30, 11))
                  .out(30, 11)
                  .out(30, 11)
                  .run();
          assertSame(name, alone.get(0), withZeros.get(0));
          assertSame(name, alone.get(1), withZeros.get(1));
        }
      }
    }
  }

  @Test
  default void reflectorsWithoutRowsForTheirFactorsAreRefused() {
    try (Calls calls = calls()) {
      var call = calls.call("geqrt").in(Dense.random(4, 3, 1)).out(3, 3).out(4, 3).out(0, 3);
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("T without rows for 3 reflectors");
    }
  }

  private static void checkGeqrt(Calls calls, Dense a, int block) throws KernelFailure {
    int m = a.rows();
    int n = a.columns();
    List<Dense> factors = geqrt(calls, a, block);
    Dense r = factors.get(0);
    Dense v = factors.get(1);
    Dense t = factors.get(2);
    String what = "geqrt of " + m + " x " + n + " in blocks of " + block;
    int nb = Math.min(block, Math.min(m, n));
    assertSame(what + ": R is the upper triangle of V", r, v.triangle(false).withRows(n));
    requireBlockTriangles(what, t, nb, Math.min(m, n));
    Dense q = calls.call("gemqrt(N)").in(v).in(t).in(Dense.identity(m)).out(m, m).result();
    Dense qt = calls.call("gemqrt(T)").in(v).in(t).in(Dense.identity(m)).out(m, m).result();
    Dense reflectors = v.minus(v.triangle(false));
    requireOrthogonal(what, q, qt);
    requireProduct(what, q, r.withRows(m), a);
    if (nb > 0) {
      Dense unitLower = reflectors.block(0, 0, m, Math.min(m, n)).unitDiagonal();
      requireProductOfBlocks(what, q, unitLower, t, nb);
    }
  }

  private static void checkTpqrt(Calls calls, String shape, Dense full, Dense below, int block)
      throws KernelFailure {
    int n = full.rows();
    int m = below.rows();
    boolean trapezoid = shape.equals("U");
    Dense r0 = full.triangle(false);
    Dense b0 = trapezoid ? below.triangle(false) : below;
    List<Dense> factors = tpqrt(calls, shape, r0, b0, block);
    Dense r = factors.get(0);
    Dense v = factors.get(1);
    Dense t = factors.get(2);
    String what = "tpqrt(" + shape + ") of " + m + " x " + n + " in blocks of " + block;
    assertSame(what + ": R is a triangle", r, r.triangle(false));
    if (trapezoid) {
      assertSame(what + ": V is a trapezoid", v.abs(), v.triangle(false).abs());
    }
    requireBlockTriangles(what, t, Math.min(block, n), n);
    Dense identity = Dense.identity(n + m);
    Dense top = identity.block(0, 0, n, n + m);
    Dense bottom = identity.block(n, 0, m, n + m);
    Dense q = applyPair(calls, "N", shape, v, t, top, bottom);
    Dense qt = applyPair(calls, "T", shape, v, t, top, bottom);
    requireOrthogonal(what, q, qt);
    requireProduct(what, q, r.above(Dense.zeros(m, n)), r0.above(b0));
    if (n > 0 && m > 0) {
      requireProductOfBlocks(what, q, Dense.identity(n).above(v), t, Math.min(block, n));
    }
  }

  private static List<Dense> geqrt(Calls calls, Dense a, int block) throws KernelFailure {
    int n = a.columns();
    return calls.call("geqrt").in(a).out(n, n).out(a.rows(), n).out(block, n).run();
  }

  private static List<Dense> tpqrt(Calls calls, String shape, Dense r, Dense b, int block)
      throws KernelFailure {
    int n = r.rows();
    return calls
        .call("tpqrt(" + shape + ")")
        .in(r)
        .in(b)
        .out(n, n)
        .out(b.rows(), n)
        .out(block, n)
        .run();
  }

  private static Dense applyPair(
      Calls calls, String trans, String shape, Dense v, Dense t, Dense a, Dense b)
      throws KernelFailure {
    List<Dense> pair =
        calls
            .call("tpmqrt(" + trans + "," + shape + ",1)")
            .in(v)
            .in(t)
            .in(a)
            .in(b)
            .out(a.rows(), a.columns())
            .out(b.rows(), b.columns())
            .run();
    return pair.get(0).above(pair.get(1));
  }

  /** {@code ||I - Q^T Q|| / (m eps)} is small on every entry, and Q^T is the transpose of Q. */
  private static void requireOrthogonal(String what, Dense q, Dense qt) {
    int m = q.rows();
    Dense ones = Dense.of(m, m, (i, j) -> 1);
    assertClose(what + ": Q^T Q", q.transposed().times(q), Dense.identity(m), 10.0 * (m + 5), ones);
    assertClose(what + ": Q^T", qt, q.transposed(), 10.0 * (m + 5), ones);
  }

  /** {@code A - Q R} is small on every entry, compared with its column of A. */
  private static void requireProduct(String what, Dense q, Dense r, Dense a) {
    int m = a.rows();
    Dense largest = Dense.of(1, a.columns(), (i, j) -> a.block(0, j, m, 1).largest());
    Dense scale = Dense.of(m, a.columns(), (i, j) -> largest.get(0, j));
    assertClose(what + ": Q R", q.times(r), a, 10.0 * (m + 5), scale);
  }

  /** T's blocks are upper triangles of the block size; all else in T is zero. */
  private static void requireBlockTriangles(String what, Dense t, int block, int reflectors) {
    Dense expected =
        Dense.of(
            t.rows(),
            t.columns(),
            (i, j) -> j < reflectors && i <= j % Math.max(1, block) ? t.get(i, j) : 0);
    assertSame(what + ": T", t, expected);
  }

  /** {@code Q = (I - V1 T1 V1^T) (I - V2 T2 V2^T) ...}. */
  private static void requireProductOfBlocks(String what, Dense q, Dense v, Dense t, int block) {
    int m = v.rows();
    Dense product = Dense.identity(m);
    for (int i = 0; i < v.columns(); i += block) {
      int width = Math.min(block, v.columns() - i);
      Dense panel = v.block(0, i, m, width);
      Dense factor = t.block(0, i, width, width);
      Dense reflected = product.times(panel).times(factor).times(panel.transposed());
      product = product.minus(reflected);
    }
    Dense ones = Dense.of(m, m, (i, j) -> 1);
    assertClose(what + ": V and T", product, q, 20.0 * (m + 5), ones);
  }

  private static Dense spoiltBelow(Dense a) {
    return Dense.of(a.rows(), a.columns(), (i, j) -> i <= j ? a.get(i, j) : Double.NaN);
  }
}
