package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@code gemm} and {@code syrk}. */
interface ProductContract extends KernelContract {

  @Test
  default void gemmEqualsTheTextbookAtEveryOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : KernelContract.orders().toArray()) {
        for (String transA : NO_AND_YES) {
          for (String transB : NO_AND_YES) {
            checkGemm(calls, transA, transB, n, n, List.of(n), -1.0);
          }
        }
      }
    }
  }

  @Test
  default void gemmEqualsTheTextbookForEveryRange() throws KernelFailure {
    try (Calls calls = calls()) {
      for (String transA : NO_AND_YES) {
        for (String transB : NO_AND_YES) {
          for (List<Integer> inner : innerRanges()) {
            checkGemm(calls, transA, transB, 37, 21, inner, 0.75);
            checkGemm(calls, transA, transB, 1, 70, inner, 1.0);
            checkGemm(calls, transA, transB, 0, 5, inner, 1.0);
            checkGemm(calls, transA, transB, 5, 0, inner, 1.0);
          }
        }
      }
    }
  }

  @Test
  default void gemmOfRaggedShapesEqualsTheTextbook() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int m = 1; m <= 130; m++) {
        int n = KernelContract.other(m);
        int k = KernelContract.other(n);
        checkGemm(calls, "N", "N", m, n, List.of(k), 1.0);
        checkGemm(calls, "N", "T", m, n, List.of(k), 1.0);
        checkGemm(calls, "T", "N", m, n, List.of(k), 1.0);
        checkGemm(calls, "T", "T", m, n, List.of(k), 1.0);
      }
    }
  }

  @Test
  default void factorsOfAProductWithZeroAreNotLookedAt() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense c = Dense.random(9, 7, 1);
      Dense a = Dense.random(9, 5, 2).with(3, 3, Double.NaN);
      Dense b = Dense.random(5, 7, 3).with(1, 1, Double.POSITIVE_INFINITY);
      assertSame(
          "C + 0 A B",
          calls.call("gemm(N,N,1)").in(c).in(a).in(b).scalars(0).out(9, 7).result(),
          c);
      assertSame(
          "0 A B",
          calls.call("gemm(N,N,0)").in(a).in(b).scalars(0).out(9, 7).result().abs(),
          Dense.zeros(9, 7));
      assertSame(
          "0 A A^T",
          calls.call("syrk(L,N,0)").in(a).scalars(0).out(9, 9).result().abs(),
          Dense.zeros(9, 9));
    }
  }

  @Test
  default void notANumberReachesExactlyItsRowOfTheProduct() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {3, 17, 64, 100}) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
          Dense a = Dense.random(n, n, 1).with(n - 1, 1, bad);
          Dense b = Dense.random(n, n, 2);
          Dense product = calls.call("gemm(N,N,0)").in(a).in(b).scalars(1).out(n, n).result();
          for (int j = 0; j < n; j++) {
            assertThat(product.get(n - 1, j)).isNotFinite();
            assertThat(product.get(0, j)).isFinite();
          }
        }
      }
    }
  }

  @Test
  default void productsOfBadlyScaledMatricesKeepTheirDigits() throws KernelFailure {
    try (Calls calls = calls()) {
      for (double scale : new double[] {1e150, 1e-150}) {
        Dense a = Dense.random(40, 30, 1).times(scale);
        Dense b = Dense.random(30, 20, 2);
        Dense product = calls.call("gemm(N,N,0)").in(a).in(b).scalars(1).out(40, 20).result();
        assertClose("gemm", product, a.times(b), 64, a.abs().times(b.abs()));
      }
    }
  }

  @Test
  default void rangesOfDifferentLengthsAreRefused() {
    try (Calls calls = calls()) {
      var call =
          calls
              .call("gemm(N,N,0)")
              .range(List.of(Dense.identity(2), Dense.identity(2)))
              .range(List.of(Dense.identity(2)))
              .scalars(1)
              .out(2, 2);
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 tiles of A and 1 of B");
    }
  }

  @Test
  default void tilesWhoseShapesDisagreeAreRefused() {
    try (Calls calls = calls()) {
      var call =
          calls
              .call("gemm(N,N,0)")
              .in(Dense.zeros(4, 3))
              .in(Dense.zeros(2, 5))
              .scalars(1)
              .out(4, 5);
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gemm(N,N,0)")
          .hasMessageContaining("2 x 5")
          .hasMessageContaining("3 x 5");
    }
  }

  @Test
  default void syrkEqualsTheTextbookAtEveryOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : KernelContract.orders().toArray()) {
        for (String uplo : List.of("L", "U")) {
          for (String trans : NO_AND_YES) {
            checkSyrk(calls, uplo, trans, n, List.of(Math.min(n, KernelContract.other(n))), -1.0);
          }
        }
      }
    }
  }

  @Test
  default void syrkEqualsTheTextbookForEveryRange() throws KernelFailure {
    try (Calls calls = calls()) {
      for (String uplo : List.of("L", "U")) {
        for (String trans : NO_AND_YES) {
          for (List<Integer> inner : innerRanges()) {
            checkSyrk(calls, uplo, trans, 29, inner, 0.75);
            checkSyrk(calls, uplo, trans, 0, inner, 1.0);
          }
        }
      }
    }
  }

  /** How the inner dimension may be cut: not at all, once, often, into nothing, ragged. */
  private static List<List<Integer>> innerRanges() {
    return List.of(List.of(), List.of(0), List.of(13), List.of(16, 16, 3), List.of(5, 0, 1));
  }

  private static void checkGemm(
      Calls calls, String transA, String transB, int m, int n, List<Integer> inner, double alpha)
      throws KernelFailure {
    List<Dense> a = new ArrayList<>();
    List<Dense> b = new ArrayList<>();
    Dense c = Dense.random(m, n, 7);
    Dense product = Dense.zeros(m, n);
    Dense scale = Dense.zeros(m, n);
    for (int k : inner) {
      Dense left = Dense.random(m, k, a.size());
      Dense right = Dense.random(k, n, b.size() + 10);
      a.add(left.op(transA));
      b.add(right.op(transB));
      product = product.plus(left.times(right).times(alpha));
      scale = scale.plus(left.abs().times(right.abs()).times(Math.abs(alpha)));
    }
    String name = "gemm(" + transA + "," + transB;
    double factor = 2.0 * (inner.stream().mapToInt(k -> k).sum() + inner.size() + 3);
    String what = name + ") " + m + " x " + n + " over " + inner;
    assertClose(
        what,
        calls.call(name + ",0)").range(a).range(b).scalars(alpha).out(m, n).result(),
        product,
        factor,
        scale);
    assertClose(
        what + " plus C",
        calls.call(name + ",1)").in(c).range(a).range(b).scalars(alpha).out(m, n).result(),
        c.plus(product),
        factor,
        scale.plus(c.abs()));
  }

  private static void checkSyrk(
      Calls calls, String uplo, String trans, int n, List<Integer> inner, double alpha)
      throws KernelFailure {
    List<Dense> factors = new ArrayList<>();
    Dense c = Dense.random(n, n, 7);
    Dense product = Dense.zeros(n, n);
    Dense scale = Dense.zeros(n, n);
    for (int k : inner) {
      Dense factor = Dense.random(n, k, factors.size());
      factors.add(factor.op(trans));
      product = product.plus(factor.times(factor.transposed()).times(alpha));
      Dense size = factor.abs();
      scale = scale.plus(size.times(size.transposed()).times(Math.abs(alpha)));
    }
    String name = "syrk(" + uplo + "," + trans;
    double bound = 2.0 * (inner.stream().mapToInt(k -> k).sum() + inner.size() + 3);
    String what = name + ") " + n + " over " + inner;
    Dense alone = calls.call(name + ",0)").range(factors).scalars(alpha).out(n, n).result();
    assertClose(what, alone, product, bound, scale);
    assertSame(what + " is symmetric", alone, alone.transposed());
    boolean lower = uplo.equals("L");
    Dense sum = calls.call(name + ",1)").in(c).range(factors).scalars(alpha).out(n, n).result();
    assertClose(
        what + " plus C",
        sum.triangle(lower),
        c.plus(product).triangle(lower),
        bound,
        scale.plus(c.abs()));
    assertSame(
        what + " carries the other triangle over",
        sum.minus(sum.triangle(lower)),
        c.minus(c.triangle(lower)));
  }
}
