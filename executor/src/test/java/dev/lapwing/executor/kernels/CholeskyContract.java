package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.kernels.KernelFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@code potrf}, {@code trsm} and {@code trtri}. */
interface CholeskyContract extends KernelContract {

  @Test
  default void potrfFactorsMatricesOfEveryOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      checkPotrf(calls, Dense.zeros(0, 0));
      for (int n : KernelContract.orders().toArray()) {
        checkPotrf(calls, Dense.positiveDefinite(n, 1));
      }
    }
  }

  @Test
  default void potrfFactorsGradedAndIllConditionedMatrices() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {2, 30, 65, 100}) {
        Dense a = Dense.positiveDefinite(n, 2);
        checkPotrf(calls, graded(a, 1e-12));
        checkPotrf(calls, graded(a, 1e+12));
        checkPotrf(calls, illConditioned(n));
        checkPotrf(calls, a.times(1e150));
        checkPotrf(calls, a.times(1e-150));
      }
    }
  }

  @Test
  default void scalingTheMatrixByAPowerOfFourScalesTheFactorExactly() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 33, 100, 257}) {
        Dense a = Dense.positiveDefinite(n, 3);
        Dense factor = calls.call("potrf").in(a).out(n, n).result();
        for (double root : new double[] {0x1p-300, 0.5, 2.0, 0x1p300}) {
          Dense scaled = calls.call("potrf").in(a.times(root * root)).out(n, n).result();
          assertSame("order " + n, scaled, factor.times(root));
        }
      }
    }
  }

  @Test
  default void trtriInvertsEitherTriangleAndReadsNothingElse() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {0, 1, 2, 16, 17, 63, 130}) {
        for (String uplo : List.of("L", "U")) {
          for (String diag : List.of("N", "U")) {
            boolean lower = uplo.equals("L");
            Dense triangle = Dense.triangular(n, lower, 5);
            Dense t = diag.equals("U") ? triangle.unitDiagonal() : triangle;
            Dense spoilt =
                Dense.of(
                    n,
                    n,
                    (i, j) ->
                        (lower ? i < j : i > j) || (i == j && diag.equals("U"))
                            ? Double.NaN
                            : t.get(i, j));
            Dense x =
                calls.call("trtri(%s,%s)".formatted(uplo, diag)).in(spoilt).out(n, n).result();
            assertClose("T T^-1", t.times(x), Dense.identity(n), 3.0 * n, t.abs().times(x.abs()));
            assertSame("zeros", x.triangle(lower), x);
          }
        }
      }
    }
  }

  @Test
  default void trtriNamesTheFirstZeroOnTheDiagonal() {
    try (Calls calls = calls()) {
      Dense singular = Dense.triangular(30, false, 6).with(12, 12, 0).with(20, 20, 0);
      assertThatExceptionOfType(KernelFailure.class)
          .isThrownBy(calls.call("trtri(U,N)").in(singular).out(30, 30)::run)
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.SINGULAR))
          .satisfies(failure -> assertThat(failure.order()).isEqualTo(13));
    }
  }

  @Test
  default void potrfLooksAtTheLowerTriangleOnly() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {2, 31, 90}) {
        Dense a = Dense.positiveDefinite(n, 4);
        Dense spoilt = Dense.of(n, n, (i, j) -> i >= j ? a.get(i, j) : Double.NaN);
        assertSame(
            "order " + n,
            calls.call("potrf").in(spoilt).out(n, n).result(),
            calls.call("potrf").in(a).out(n, n).result());
      }
    }
  }

  @Test
  default void potrfFailsAtTheFirstMinorThatIsNotPositive() {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 7, 40, 130, 300}) {
        Dense a = Dense.positiveDefinite(n, 5);
        for (int order : new int[] {1, (n + 1) / 2, n}) {
          int k = order - 1;
          requireNotPositive(calls, a.with(k, k, -1), order);
          requireNotPositive(calls, a.with(k, k, 0), order);
          requireNotPositive(calls, a.with(k, k, Double.NaN), order);
          requireNotPositive(calls, a.with(k, k, Double.NEGATIVE_INFINITY), order);
        }
      }
    }
  }

  @Test
  default void notANumberBelowTheDiagonalFailsAtItsRow() {
    try (Calls calls = calls()) {
      for (int n : new int[] {2, 40, 130, 300}) {
        Dense a = Dense.positiveDefinite(n, 6);
        requireNotPositive(calls, a.with(n - 1, 0, Double.NaN), n);
        requireNotPositive(calls, a.with(n / 2, 0, Double.NaN), n / 2 + 1);
      }
    }
  }

  @Test
  default void trsmSolvesSystemsOfEveryOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : KernelContract.orders().toArray()) {
        for (String uplo : List.of("L", "U")) {
          for (String trans : NO_AND_YES) {
            for (String diag : List.of("N", "U")) {
              checkTrsm(calls, "L", uplo, trans, diag, n, KernelContract.other(n) / 4);
              checkTrsm(calls, "R", uplo, trans, diag, KernelContract.other(n) / 4, n);
            }
          }
        }
      }
    }
  }

  @Test
  default void trsmSolvesForManyRightHandSides() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {0, 1, 24, 25, 64, 96, 200}) {
        checkTrsm(calls, "L", "L", "N", "N", n, 150);
        checkTrsm(calls, "L", "L", "T", "N", n, 150);
        checkTrsm(calls, "R", "L", "T", "N", 150, n);
        checkTrsm(calls, "R", "U", "N", "N", 150, n);
      }
    }
  }

  @Test
  default void trsmSolvesBadlyScaledSystems() throws KernelFailure {
    try (Calls calls = calls()) {
      for (double scale : new double[] {1e150, 1e-150}) {
        Dense t = Dense.triangular(50, true, 1).times(scale);
        Dense b = Dense.random(50, 20, 2);
        Dense x = calls.call("trsm(L,L,N,N)").in(t).in(b).out(50, 20).result();
        assertClose("trsm", t.times(x), b, 500, t.abs().times(x.abs()));
      }
    }
  }

  @Test
  default void trsmFailsAtTheFirstDiagonalEntryThatIsExactlyZero() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense t = Dense.triangular(40, false, 1).with(17, 17, 0.0).with(30, 30, -0.0);
      Dense b = Dense.random(40, 3, 2);
      for (String trans : NO_AND_YES) {
        var call = calls.call("trsm(L,U," + trans + ",N)").in(t).in(b).out(40, 3);
        assertThatExceptionOfType(KernelFailure.class)
            .isThrownBy(call::run)
            .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.SINGULAR))
            .satisfies(failure -> assertThat(failure.order()).isEqualTo(18));
      }
      Dense unit = calls.call("trsm(L,U,N,U)").in(t).in(b).out(40, 3).result();
      assertThat(unit.values()).doesNotContain(Double.NaN);
    }
  }

  @Test
  default void notANumberReachesItsOwnSolutionOnly() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {5, 40, 100}) {
        Dense t = Dense.triangular(n, true, 1);
        Dense b = Dense.random(n, 4, 2).with(0, 2, Double.NaN);
        Dense x = calls.call("trsm(L,L,N,N)").in(t).in(b).out(n, 4).result();
        for (int i = 0; i < n; i++) {
          assertThat(x.get(i, 2)).isNaN();
          assertThat(x.get(i, 1)).isFinite();
          assertThat(x.get(i, 3)).isFinite();
        }
      }
    }
  }

  @Test
  default void aTriangleOfAnotherOrderIsRefused() {
    try (Calls calls = calls()) {
      var call = calls.call("trsm(R,L,T,N)").in(Dense.identity(3)).in(Dense.zeros(3, 4)).out(3, 4);
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 x 3")
          .hasMessageContaining("4 x 4");
    }
  }

  private static void checkPotrf(Calls calls, Dense a) throws KernelFailure {
    int n = a.rows();
    Dense factor = calls.call("potrf").in(a).out(n, n).result();
    assertSame("zeros above the diagonal", factor, factor.triangle(true));
    // Entry by entry; for the norms it follows that ||A - L L^T|| / (n ||A|| eps) is below 10.
    Dense size = factor.abs();
    assertClose(
        "potrf of order " + n,
        factor.times(factor.transposed()),
        a,
        3.0 * (n + 2),
        size.times(size.transposed()));
  }

  private static void requireNotPositive(Calls calls, Dense a, int order) {
    assertThatExceptionOfType(KernelFailure.class)
        .isThrownBy(calls.call("potrf").in(a).out(a.rows(), a.rows())::run)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_POSITIVE_DEFINITE))
        .satisfies(failure -> assertThat(failure.order()).isEqualTo(order));
  }

  /** {@code D A D} with a diagonal D that runs from 1 to a ratio. */
  private static Dense graded(Dense a, double ratio) {
    int n = a.rows();
    return Dense.of(
        n, n, (i, j) -> a.get(i, j) * Math.pow(ratio, (i + j) / (double) Math.max(1, 2 * n - 2)));
  }

  /** {@code H D H} with a Householder matrix H and eigenvalues from 1 to 1e-12. */
  private static Dense illConditioned(int n) {
    Dense v = Dense.random(n, 1, 9);
    double length = v.transposed().times(v).get(0, 0);
    Dense h = Dense.identity(n).minus(v.times(v.transposed()).times(2 / length));
    Dense d = Dense.of(n, n, (i, j) -> i == j ? Math.pow(1e-12, i / (n - 1.0)) : 0);
    Dense product = h.times(d).times(h);
    return Dense.of(n, n, (i, j) -> product.get(Math.max(i, j), Math.min(i, j)));
  }

  private static void checkTrsm(
      Calls calls, String side, String uplo, String trans, String diag, int m, int n)
      throws KernelFailure {
    boolean left = side.equals("L");
    int order = left ? m : n;
    Dense triangle = Dense.triangular(order, uplo.equals("L"), 1);
    Dense t = diag.equals("U") ? triangle.unitDiagonal() : triangle;
    Dense b = Dense.random(m, n, 2);
    String id = "trsm(" + String.join(",", side, uplo, trans, diag) + ")";
    Dense x = calls.call(id).in(spoilt(t, uplo, diag)).in(b).out(m, n).result();
    Dense op = t.op(trans);
    Dense product = left ? op.times(x) : x.times(op);
    Dense scale = left ? op.abs().times(x.abs()) : x.abs().times(op.abs());
    assertClose(id + " " + m + " x " + n, product, b, 4.0 * (order + 4), scale);
  }

  /** The triangle with NaN wherever it must not be looked at. */
  private static Dense spoilt(Dense t, String uplo, String diag) {
    return Dense.of(
        t.rows(),
        t.rows(),
        (i, j) -> {
          boolean stored = uplo.equals("L") ? i > j : i < j;
          return stored || (i == j && diag.equals("N")) ? t.get(i, j) : Double.NaN;
        });
  }
}
