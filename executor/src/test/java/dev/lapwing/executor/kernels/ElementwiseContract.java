package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@code add}, {@code axpby}, {@code scale}, {@code shift}, {@code copy}, {@code
 * transpose}, {@code lacpy} and {@code laset}: exactly what the formula gives in Java.
 */
interface ElementwiseContract extends KernelContract {

  @Test
  default void elementwiseKernelsEqualTheirFormulaForEveryShape() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int m : new int[] {0, 1, 2, 7, 31, 32, 33, 64, 100}) {
        for (int n : new int[] {0, 1, 2, 7, 31, 32, 33, 64, 100}) {
          check(calls, Dense.random(m, n, 1), Dense.random(m, n, 2));
        }
      }
      check(calls, Dense.random(512, 512, 1), Dense.random(512, 512, 2));
      check(calls, Dense.random(1500, 3, 1), Dense.random(1500, 3, 2));
    }
  }

  @Test
  default void notANumberAndInfinityFollowTheArithmeticOfIeee() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(5, 4, 1).with(1, 1, Double.NaN).with(2, 2, Double.POSITIVE_INFINITY);
      Dense y = Dense.random(5, 4, 2).with(3, 3, Double.NEGATIVE_INFINITY);
      check(calls, x, y);
      assertSame(
          "0 X + 0 Y",
          calls.call("axpby").in(x).in(y).scalars(0, 0).out(5, 4).result(),
          x.times(0.0).plus(y.times(0.0)));
      assertSame("0 X", calls.call("scale").in(x).scalars(0).out(5, 4).result(), x.times(0.0));
    }
  }

  @Test
  default void addSumsInRisingOrder() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(40, 30, 1);
      Dense y = Dense.random(40, 30, 2).times(1e16);
      assertSame("none", calls.call("add").range(List.of()).out(40, 30).result(), x.times(0).abs());
      assertSame("one", calls.call("add").range(List.of(x)).out(40, 30).result(), x);
      assertSame(
          "three",
          calls.call("add").range(List.of(x, y, y.times(-1))).out(40, 30).result(),
          x.plus(y).plus(y.times(-1)));
    }
  }

  @Test
  default void theSameTileMayBeBothOperands() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(6, 5, 1);
      assertSame(
          "2 X - X",
          calls.call("axpby").in(x).in(x).scalars(2, -1).out(6, 5).result(),
          x.times(2).plus(x.times(-1)));
    }
  }

  @Test
  default void tilesOfAnotherShapeAreRefused() {
    try (Calls calls = calls()) {
      var call = calls.call("axpby").in(Dense.zeros(2, 3)).in(Dense.zeros(3, 2)).scalars(1, 1);
      assertThatThrownBy(call.out(2, 3)::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("axpby was given a tile of 3 x 2");
    }
  }

  @Test
  default void callsWithoutTheirScalarsAreRefused() {
    try (Calls calls = calls()) {
      assertThatThrownBy(calls.call("scale").in(Dense.zeros(2, 2)).out(2, 2)::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("scale was given 0 scalars and needs 1");
    }
  }

  private static void check(Calls calls, Dense x, Dense y) throws KernelFailure {
    int m = x.rows();
    int n = x.columns();
    assertSame(
        "axpby",
        calls.call("axpby").in(x).in(y).scalars(0.3, -1.7).out(m, n).result(),
        x.times(0.3).plus(y.times(-1.7)));
    assertSame("scale", calls.call("scale").in(x).scalars(0.3).out(m, n).result(), x.times(0.3));
    assertSame(
        "shift",
        calls.call("shift").in(x).scalars(0.3).out(m, n).result(),
        Dense.of(m, n, (i, j) -> i == j ? x.get(i, j) + 0.3 : x.get(i, j)));
    assertSame("add", calls.call("add").range(List.of(x, y)).out(m, n).result(), x.plus(y));
    assertSame("copy", calls.call("copy").in(x).out(m, n).result(), x);
    assertSame("lag2", calls.call("lag2").in(x).out(m, n).result(), x);
    assertSame("transpose", calls.call("transpose").in(x).out(n, m).result(), x.transposed());
    for (int d : new int[] {0, 1, n, m, m + 3}) {
      assertSame("lacpy", calls.call("lacpy(A)").in(x).out(d, n).result(), x.withRows(d));
    }
    Dense square = y.withRows(n);
    assertSame(
        "lacpy above",
        calls.call("lacpy(U)").in(square).in(x).out(m, n).result(),
        Dense.of(m, n, (i, j) -> i <= j ? square.get(i, j) : x.get(i, j)));
    assertSame(
        "laset",
        calls.call("laset").scalars(0.25, 3).out(m, n).result(),
        Dense.of(m, n, (i, j) -> i == j ? 3 : 0.25));
  }
}
