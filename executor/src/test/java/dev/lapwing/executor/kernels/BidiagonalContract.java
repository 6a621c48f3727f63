package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@code gbbrd}, {@code ormbr}, {@code bdsqr} and {@code bdsdc}, and from the
 * right.
 */
interface BidiagonalContract extends KernelContract {

  @Test
  default void reflectorsOfATileAreAppliedFromTheRight() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int m : new int[] {1, 2, 7, 33, 70}) {
        for (int n : new int[] {1, 3, 33, 50}) {
          for (int block : new int[] {1, 4, 64}) {
            List<Dense> factors =
                calls
                    .call("geqrt")
                    .in(Dense.random(m, n, 1))
                    .out(n, n)
                    .out(m, n)
                    .out(block, n)
                    .run();
            Dense v = factors.get(1);
            Dense t = factors.get(2);
            Dense q = calls.call("gemqrt(N)").in(v).in(t).in(Dense.identity(m)).out(m, m).result();
            Dense c = Dense.random(9, m, 2);
            Dense product = calls.call("gemqrt(R,N)").in(v).in(t).in(c).out(9, m).result();
            assertClose("C Q", product, c.times(q), 10.0 * (m + 5), ones(9, m));
          }
        }
      }
    }
  }

  @Test
  default void reflectorsOfAPairAreAppliedFromTheRight() throws KernelFailure {
    try (Calls calls = calls()) {
      for (String shape : List.of("N", "U")) {
        for (int n : new int[] {1, 5, 33, 70}) {
          for (int m : new int[] {1, 4, 33, 50}) {
            checkPair(calls, shape, m, n);
          }
        }
      }
    }
  }

  private static void checkPair(Calls calls, String shape, int m, int n) throws KernelFailure {
    Dense below = Dense.random(m, n, 2);
    List<Dense> factors =
        calls
            .call("tpqrt(" + shape + ")")
            .in(Dense.random(n, n, 1).triangle(false))
            .in(shape.equals("U") ? below.triangle(false) : below)
            .out(n, n)
            .out(m, n)
            .out(16, n)
            .run();
    Dense identity = Dense.identity(n + m);
    List<Dense> q =
        calls
            .call("tpmqrt(N," + shape + ",1)")
            .in(factors.get(1))
            .in(factors.get(2))
            .in(identity.block(0, 0, n, n + m))
            .in(identity.block(n, 0, m, n + m))
            .out(n, n + m)
            .out(m, n + m)
            .run();
    Dense a = Dense.random(9, n + 3, 3);
    Dense b = Dense.random(9, m, 4);
    List<Dense> pair =
        calls
            .call("tpmqrt(R,N," + shape + ",1)")
            .in(factors.get(1))
            .in(factors.get(2))
            .in(a)
            .in(b)
            .out(9, n + 3)
            .out(9, m)
            .run();
    Dense whole = a.block(0, 0, 9, n).transposed().above(b.transposed()).transposed();
    Dense expected = whole.times(q.get(0).above(q.get(1)));
    double factor = 10.0 * (m + n + 5);
    assertClose("A", pair.get(0).block(0, 0, 9, n), expected.block(0, 0, 9, n), factor, ones(9, n));
    assertClose("B", pair.get(1), expected.block(0, n, 9, m), factor, ones(9, m));
    assertSame("carried over", pair.get(0).block(0, n, 9, 3), a.block(0, n, 9, 3));
  }

  @Test
  default void aTransposeIsCutOrPadded() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(5, 3, 1);
      Dense padded = calls.call("lacpy(T)").in(x).out(4, 6).result();
      assertSame(
          "padded", padded, x.transposed().withRows(4).transposed().withRows(6).transposed());
      Dense cut = calls.call("lacpy(T)").in(x).out(2, 4).result();
      assertSame("cut", cut, x.transposed().block(0, 0, 2, 4));
    }
  }

  @Test
  default void aBandOfAnyWidthAndOrderIsReducedToTwoDiagonals() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int width : new int[] {1, 2, 3, 5, 8, 33, 64}) {
        for (int n : new int[] {1, 2, 3, 7, 16, 31, 70, 150}) {
          checkBand(calls, randomBand(n, width, 1), width);
        }
      }
    }
  }

  @Test
  default void bandsOfAnyKindAreReduced() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense band = randomBand(40, 6, 2);
      checkBand(calls, Dense.zeros(40, 40), 6);
      checkBand(calls, Dense.identity(40), 6);
      checkBand(calls, band.times(1e-150), 6);
      checkBand(calls, band.times(1e150), 6);
      checkBand(calls, Dense.of(40, 40, (i, j) -> band.get(i, j) * Math.pow(10, -(i + j))), 6);
      checkBand(calls, Dense.of(40, 40, (i, j) -> i > 10 && i < 25 ? 0 : band.get(i, j)), 6);
    }
  }

  private static Dense randomBand(int n, int width, long seed) {
    Dense random = Dense.random(n, n, seed);
    return Dense.of(n, n, (i, j) -> j >= i && j - i <= width ? random.get(i, j) : 0);
  }

  private static void checkBand(Calls calls, Dense band, int width) throws KernelFailure {
    int n = band.rows();
    List<Dense> reduced =
        bandOf(calls.call("gbbrd(B)"), band, width).out(n, 2).out(n, n).out(n, n).run();
    Dense two = reduced.get(0);
    String what = "a band of " + n + " with " + width + " diagonals";
    assertSame(
        what + ", without reflectors",
        bandOf(calls.call("gbbrd(N)"), band, width).out(n, 2).result(),
        two);
    Dense u = applied(calls, reduced.get(1), Dense.identity(n), width);
    Dense v = applied(calls, reduced.get(2), Dense.identity(n), width);
    assertClose(what, u.transposed().times(u), Dense.identity(n), 10.0 * (n + 5), ones(n, n));
    assertClose(what, v.transposed().times(v), Dense.identity(n), 10.0 * (n + 5), ones(n, n));
    Dense f = Dense.of(n, n, (i, j) -> i == j ? two.get(i, 0) : j == i + 1 ? two.get(i, 1) : 0);
    double norm = Math.max(band.largest(), Double.MIN_NORMAL) * Math.sqrt(width + 1.0);
    assertClose(
        what, u.times(f).times(v.transposed()), band, 20.0 * (n + 5), ones(n, n).times(norm));
    Dense rows = Dense.random(7, n, 3);
    assertClose(
        what,
        applied(calls, reduced.get(1), rows, width),
        rows.times(u),
        10.0 * (n + 5),
        ones(7, n));
  }

  @Test
  default void aSymmetricBandOfAnyWidthAndOrderIsReducedToTridiagonalForm() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int width : new int[] {1, 2, 3, 8, 33}) {
        for (int n : new int[] {1, 2, 3, 7, 31, 70, 150}) {
          Dense upper = randomBand(n, width, 3);
          checkSymmetric(calls, upper, width);
          checkSymmetric(calls, upper.times(1e-150), width);
          checkSymmetric(calls, upper.times(1e150), width);
        }
      }
      checkSymmetric(calls, Dense.zeros(20, 20), 3);
      checkSymmetric(calls, Dense.identity(20), 3);
    }
  }

  private static void checkSymmetric(Calls calls, Dense upper, int width) throws KernelFailure {
    int n = upper.rows();
    Dense band = Dense.of(n, n, (i, j) -> i <= j ? upper.get(i, j) : upper.get(j, i));
    List<Dense> reduced = bandOf(calls.call("sbtrd(V)"), band, width).out(n, 2).out(n, n).run();
    Dense two = reduced.get(0);
    String what = "a symmetric band of " + n + " with " + width + " diagonals";
    assertSame(what, bandOf(calls.call("sbtrd(N)"), band, width).out(n, 2).result(), two);
    Dense q = applied(calls, reduced.get(1), Dense.identity(n), width);
    assertClose(what, q.transposed().times(q), Dense.identity(n), 10.0 * (n + 5), ones(n, n));
    Dense f = tridiagonal(two);
    double norm = Math.max(band.largest(), Double.MIN_NORMAL) * Math.sqrt(width + 1.0);
    assertClose(
        what, q.times(f).times(q.transposed()), band, 20.0 * (n + 5), ones(n, n).times(norm));
  }

  @Test
  default void aSymmetricMatrixIsReducedToTridiagonalForm() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 2, 3, 7, 31, 64, 65, 66, 130, 150}) {
        for (int block : new int[] {1, 5, 64}) {
          Dense random = Dense.random(n, n, 4);
          Dense a = random.plus(random.transposed());
          checkDirect(calls, a, Math.min(block, n));
          checkDirect(calls, a.times(1e-150), Math.min(block, n));
          checkDirect(calls, a.times(1e150), Math.min(block, n));
        }
      }
      checkDirect(calls, Dense.zeros(20, 20), 3);
      checkDirect(calls, Dense.identity(20), 3);
    }
  }

  private static void checkDirect(Calls calls, Dense a, int block) throws KernelFailure {
    int n = a.rows();
    String what = "a symmetric matrix of " + n + ", reflectors in blocks of " + block;
    Dense lower = Dense.of(n, n, (i, j) -> i < j ? Double.NaN : a.get(i, j));
    List<Dense> reduced =
        calls.call("sytrd(V)").range(columnBlocks(lower)).out(n, 2).out(n, n).out(block, n).run();
    Dense two = reduced.get(0);
    Dense values = calls.call("sytrd(N)").range(columnBlocks(lower)).out(n, 2).result();
    assertSame(what, values, two);
    Dense q = appliedDirectly(calls, reduced, Dense.identity(n));
    assertClose(what, q.transposed().times(q), Dense.identity(n), 10.0 * (n + 5), ones(n, n));
    Dense norm = ones(n, n).times(Math.max(a.largest(), Double.MIN_NORMAL) * Math.sqrt(n));
    Dense product = q.times(tridiagonal(two)).times(q.transposed());
    assertClose(what, product, a, 20.0 * (n + 5), norm);
    Dense c = Dense.random(n, n, 6);
    assertClose(what, appliedDirectly(calls, reduced, c), q.times(c), 10.0 * (n + 5), ones(n, n));
  }

  /** In two blocks and a narrower last one, where there are columns enough. */
  private static List<Dense> columnBlocks(Dense a) {
    int wide = Math.max(1, a.columns() * 2 / 5);
    List<Dense> blocks = new ArrayList<>();
    for (int first = 0; first < a.columns(); first += wide) {
      blocks.add(a.block(0, first, a.rows(), Math.min(wide, a.columns() - first)));
    }
    return blocks;
  }

  private static Dense appliedDirectly(Calls calls, List<Dense> reduced, Dense c)
      throws KernelFailure {
    List<Dense> blocks = columnBlocks(c);
    Dense product = Dense.zeros(0, c.rows());
    for (int j = 0; j < blocks.size(); j++) {
      Dense columns =
          calls
              .call("ormtr(L,N)")
              .in(reduced.get(1))
              .in(reduced.get(2))
              .in(c)
              .scalars(j, blocks.size())
              .out(c.rows(), blocks.get(j).columns())
              .result();
      product = product.above(columns.transposed());
    }
    return product.transposed();
  }

  private static Dense tridiagonal(Dense two) {
    int n = two.rows();
    return Dense.of(
        n,
        n,
        (i, j) -> i == j ? two.get(i, 0) : Math.abs(i - j) == 1 ? two.get(Math.min(i, j), 1) : 0);
  }

  @Test
  default void eigenvectorsOfTwoDiagonals() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 2, 3, 25, 26, 60, 130}) {
        Dense two = lastZero(Dense.random(n, 2, 5));
        checkEigenvectors(calls, two);
        checkEigenvectors(calls, two.times(1e-150));
        checkEigenvectors(calls, two.times(1e150));
        checkEigenvectors(calls, Dense.zeros(n, 2));
        checkEigenvectors(calls, Dense.of(n, 2, (i, j) -> 1 - j));
        checkEigenvectors(calls, lastZero(Dense.of(n, 2, (i, j) -> 2 - 3 * j)));
      }
      Dense two = Dense.random(5, 2, 1).with(2, 1, Double.NaN);
      Dense none = Dense.of(5, 5, (i, j) -> Double.NaN);
      assertSame("values", calls.call("sterf").in(two).out(5, 1).result(), none.block(0, 0, 5, 1));
      assertSame("vectors", calls.call("stedc").in(two).out(5, 1).out(5, 5).run().get(1), none);
    }
  }

  private static void checkEigenvectors(Calls calls, Dense two) throws KernelFailure {
    int n = two.rows();
    List<Dense> eigen = calls.call("stedc").in(two).out(n, 1).out(n, n).run();
    Dense w = eigen.get(0);
    Dense z = eigen.get(1);
    Dense scaled = Dense.of(n, n, (i, j) -> z.get(i, j) * w.get(j, 0));
    Dense norm = ones(n, n).times(3 * Math.max(two.largest(), Double.MIN_NORMAL));
    assertClose("Z W Z^T", scaled.times(z.transposed()), tridiagonal(two), 20.0 * n, norm);
    assertClose("Z", z.transposed().times(z), Dense.identity(n), 20.0 * n, ones(n, n));
    Dense values = calls.call("sterf").in(two).out(n, 1).result();
    assertClose("values", values, w, 20.0 * n, Dense.of(n, 1, (i, j) -> norm.get(0, 0)));
    for (int i = 1; i < n; i++) {
      assertThat(values.get(i, 0)).isGreaterThanOrEqualTo(values.get(i - 1, 0));
    }
  }

  private static Calls.Call bandOf(Calls.Call call, Dense band, int width) {
    int n = band.rows();
    int tile = Math.min(width, n);
    List<Dense> diagonals = new ArrayList<>();
    List<Dense> besides = new ArrayList<>();
    for (int first = 0; first < n; first += tile) {
      int order = Math.min(tile, n - first);
      int end = first + order;
      int from = first;
      diagonals.add(band.block(first, first, order, order));
      besides.add(Dense.of(tile, order, (i, j) -> end + i < n ? band.get(from + j, end + i) : 0));
    }
    return call.range(diagonals).range(besides);
  }

  private static Dense applied(Calls calls, Dense kept, Dense rows, int width)
      throws KernelFailure {
    List<Dense> tiles = new ArrayList<>();
    for (int first = 0; first < rows.columns(); first += width) {
      tiles.add(rows.block(0, first, rows.rows(), Math.min(width, rows.columns() - first)));
    }
    return calls.call("ormbr(R,N)").in(kept).range(tiles).out(rows.rows(), rows.columns()).result();
  }

  @Test
  default void twoDiagonalsAreDecomposed() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 2, 3, 10, 25, 26, 60, 130}) {
        Dense two = lastZero(Dense.random(n, 2, 1));
        checkDecomposition(calls, two);
        checkDecomposition(calls, two.times(1e-150));
        checkDecomposition(calls, two.times(1e150));
        checkDecomposition(calls, Dense.zeros(n, 2));
        checkDecomposition(calls, Dense.of(n, 2, (i, j) -> 1 - j));
        checkDecomposition(calls, lastZero(Dense.of(n, 2, (i, j) -> Math.pow(10, -i / 4.0))));
        checkDecomposition(
            calls, Dense.of(n, 2, (i, j) -> j == 0 && i % 3 == 0 ? 0 : two.get(i, j)));
      }
    }
  }

  @Test
  default void aMatrixIsReducedToTwoDiagonalsWithItsSingularValues() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 2, 3, 10, 63, 64, 65, 130, 200}) {
        for (int m : new int[] {n, n + 1, n + 70}) {
          Dense a = Dense.random(m, n, 7);
          checkSingularValues(calls, a);
          checkSingularValues(calls, a.times(1e-150));
          checkSingularValues(calls, a.times(1e150));
        }
      }
      checkSingularValues(calls, Dense.zeros(90, 70));
      checkSingularValues(calls, Dense.identity(90));
      checkSingularValues(calls, Dense.of(90, 70, (i, j) -> (i + 1) * (j + 2.0)));
    }
  }

  /** The same values as those of A's triangle, whose band is as wide as the matrix. */
  private static void checkSingularValues(Calls calls, Dense a) throws KernelFailure {
    int n = a.columns();
    Dense two = calls.call("gebrd(N)").range(columnBlocks(a)).out(n, 2).result();
    List<Dense> qr = calls.call("geqrt").in(a).out(n, n).out(a.rows(), n).out(n, n).run();
    Dense whole = bandOf(calls.call("gbbrd(N)"), qr.get(0).triangle(false), n).out(n, 2).result();
    Dense values = calls.call("bdsqr").in(two).out(n, 1).result();
    Dense expected = calls.call("bdsqr").in(whole).out(n, 1).result();
    double norm = Math.max(expected.get(0, 0), Double.MIN_NORMAL);
    assertClose(
        "values of " + a.rows() + " x " + n,
        values,
        expected,
        20.0 * a.rows(),
        ones(n, 1).times(norm));
  }

  private static Dense lastZero(Dense two) {
    return two.with(two.rows() - 1, 1, 0);
  }

  private static void checkDecomposition(Calls calls, Dense two) throws KernelFailure {
    int n = two.rows();
    List<Dense> svd = calls.call("bdsdc").in(two).out(n, 1).out(n, n).out(n, n).run();
    Dense s = svd.get(0);
    Dense u = svd.get(1);
    Dense vt = svd.get(2);
    Dense f = Dense.of(n, n, (i, j) -> i == j ? two.get(i, 0) : j == i + 1 ? two.get(i, 1) : 0);
    Dense scaled = Dense.of(n, n, (i, j) -> s.get(i, 0) * vt.get(i, j));
    Dense norm = ones(n, n).times(2 * Math.max(two.largest(), Double.MIN_NORMAL));
    assertClose("U S V^T", u.times(scaled), f, 20.0 * n, norm);
    assertClose("U", u.transposed().times(u), Dense.identity(n), 20.0 * n, ones(n, n));
    assertClose("V", vt.times(vt.transposed()), Dense.identity(n), 20.0 * n, ones(n, n));
    Dense values = calls.call("bdsqr").in(two).out(n, 1).result();
    assertClose("values", values, s, 20.0 * n, Dense.of(n, 1, (i, j) -> norm.get(0, 0)));
    for (int i = 0; i < n; i++) {
      assertThat(values.get(i, 0))
          .isNotNegative()
          .isLessThanOrEqualTo(values.get(Math.max(0, i - 1), 0));
    }
  }

  @Test
  default void whatIsNotFiniteHasNoSingularValues() throws KernelFailure {
    try (Calls calls = calls()) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        Dense two = Dense.random(5, 2, 1).with(2, 1, value);
        Dense none = Dense.of(5, 5, (i, j) -> Double.NaN);
        assertSame(
            "values", calls.call("bdsqr").in(two).out(5, 1).result(), none.block(0, 0, 5, 1));
        List<Dense> svd = calls.call("bdsdc").in(two).out(5, 1).out(5, 5).out(5, 5).run();
        assertSame("U", svd.get(1), none);
        Dense band = randomBand(9, 3, 1).with(4, 5, value);
        Dense reduced = bandOf(calls.call("gbbrd(N)"), band, 3).out(9, 2).result();
        assertThat(reduced.values()).contains(Double.NaN);
      }
    }
  }

  private static Dense ones(int rows, int columns) {
    return Dense.of(rows, columns, (i, j) -> 1);
  }
}
