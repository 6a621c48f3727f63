package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of a {@code gebrd} that keeps its reflectors, and of {@code ormbr} with them. */
interface DenseVectorContract extends KernelContract {

  @Test
  default void aMatrixIsReducedToTwoDiagonals() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 2, 3, 7, 31, 64, 65, 66, 130, 150}) {
        for (int m : new int[] {n, n + 1, n + 70}) {
          for (int block : new int[] {1, 5, 64}) {
            checkReduced(calls, Dense.random(m, n, 4), Math.min(block, n));
          }
        }
      }
    }
  }

  @Test
  default void matricesOfAnyKindAreReducedToTwoDiagonals() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense a = Dense.random(90, 70, 5);
      for (double scale : new double[] {1e-300, 1e-150, 1e150, 1e300}) {
        checkReduced(calls, a.times(scale), 32);
      }
      checkReduced(calls, Dense.random(2000, 40, 7), 32);
      checkReduced(calls, Dense.zeros(90, 70), 32);
      checkReduced(calls, Dense.identity(70), 32);
      checkReduced(calls, Dense.of(90, 70, (i, j) -> (i + 1) * (j + 2.0)), 32);
      checkReduced(calls, Dense.of(90, 70, (i, j) -> a.get(i, j) * Math.pow(10, -(i + j) / 3.)), 7);
      checkReduced(
          calls, Dense.of(90, 70, (i, j) -> i % 3 == 0 || j % 5 == 0 ? 0 : a.get(i, j)), 9);
      checkReduced(calls, Dense.of(90, 70, (i, j) -> i < 40 && j < 40 ? 0 : a.get(i, j)), 9);
    }
  }

  private static void checkReduced(Calls calls, Dense a, int block) throws KernelFailure {
    int m = a.rows();
    int n = a.columns();
    String what = "a matrix of " + m + " x " + n + ", reflectors in blocks of " + block;
    List<Dense> reduced = reduced(calls, a, block);
    Dense two = reduced.get(0);
    Dense q = applied(calls, "Q", reduced, Dense.identity(n));
    Dense p = applied(calls, "P", reduced, Dense.identity(n));
    assertClose(what, q.transposed().times(q), Dense.identity(n), 10.0 * (m + 5), ones(n, n));
    assertClose(what, p.transposed().times(p), Dense.identity(n), 10.0 * (n + 5), ones(n, n));
    // entries in units of the largest, so that no product here is beyond the range of a double
    double unit = Math.max(a.largest(), Double.MIN_NORMAL);
    Dense f =
        Dense.of(n, n, (i, j) -> (i == j ? two.get(i, 0) : j == i + 1 ? two.get(i, 1) : 0) / unit);
    Dense scaled = Dense.of(m, n, (i, j) -> a.get(i, j) / unit);
    Dense norm = ones(m, n).times(Math.sqrt(n));
    assertClose(what, q.times(f).times(p.transposed()), scaled, 20.0 * (m + 5), norm);
    Dense c = Dense.random(n, n, 6);
    assertClose(what, applied(calls, "Q", reduced, c), q.times(c), 10.0 * (m + 5), ones(m, n));
    Dense turned = p.times(c.transposed());
    assertClose(what, applied(calls, "P", reduced, c), turned, 10.0 * (n + 5), ones(n, n));
    assertThat(two.get(n - 1, 1)).isZero();
  }

  @Test
  default void whatIsNotFiniteIsSeenInTheDiagonals() throws KernelFailure {
    try (Calls calls = calls()) {
      for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        for (int n : new int[] {1, 9}) {
          Dense a = Dense.random(9, n, 1).with(8, n - 1, value);
          double[] two = reduced(calls, a, 1).get(0).values();
          assertThat(Arrays.stream(two).allMatch(Double::isFinite)).isFalse();
        }
      }
    }
  }

  @Test
  default void aWideMatrixIsRefused() {
    try (Calls calls = calls()) {
      assertThatThrownBy(() -> reduced(calls, Dense.random(4, 5, 1), 2))
          .hasMessageContaining("4 x 5: take the transpose");
    }
  }

  private static List<Dense> reduced(Calls calls, Dense a, int block) throws KernelFailure {
    int n = a.columns();
    return calls
        .call("gebrd(B)")
        .range(columnBlocks(a))
        .out(n, 2)
        .out(a.rows(), n)
        .out(n, n)
        .out(block, n)
        .out(block, n)
        .run();
  }

  /** A product, made a block of columns at a time. */
  private static Dense applied(Calls calls, String factor, List<Dense> reduced, Dense c)
      throws KernelFailure {
    int side = factor.equals("Q") ? 0 : 1;
    Dense reflectors = reduced.get(1 + side);
    List<Dense> blocks = columnBlocks(c);
    Dense product = Dense.zeros(0, reflectors.rows());
    for (int j = 0; j < blocks.size(); j++) {
      Dense columns =
          calls
              .call("ormbr(" + factor + ",L,N)")
              .in(reflectors)
              .in(reduced.get(3 + side))
              .in(c)
              .scalars(j, blocks.size())
              .out(reflectors.rows(), blocks.get(j).columns())
              .result();
      product = product.above(columns.transposed());
    }
    return product.transposed();
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

  private static Dense ones(int rows, int columns) {
    return Dense.of(rows, columns, (i, j) -> 1);
  }
}
