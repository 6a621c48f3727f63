package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@code tntpiv}, {@code getrf}, {@code gessm}, {@code swptrsm}, {@code swpgemm},
 * {@code laswp}, {@code lapiv} and {@code lapmr}.
 */
interface PivotContract extends KernelContract {

  @Test
  default void aTournamentWithOneLeafIsPartialPivoting() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n :
          IntStream.concat(IntStream.rangeClosed(1, 34), IntStream.of(100, 256)).toArray()) {
        checkColumn(calls, Dense.random(3 * n + n / 2 + 1, n, 1), n, true);
        checkColumn(calls, Dense.random(n, n, 2), n, true);
      }
    }
  }

  @Test
  default void badlyScaledColumnsAreFactored() throws KernelFailure {
    try (Calls calls = calls()) {
      for (double scale : new double[] {1e150, 1e-150}) {
        checkColumn(calls, Dense.random(100, 40, 3).times(scale), 40, true);
      }
      Dense noise = Dense.random(120, 40, 4);
      Dense graded = Dense.of(120, 40, (i, j) -> Math.pow(10, i % 17 - j) * noise.get(i, j));
      checkColumn(calls, graded, 40, true);
    }
  }

  @Test
  default void candidatesOfTwoLeavesPlayAgain() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 2, 7, 33, 64}) {
        Dense a = Dense.random(4 * n + 1, n, 4);
        List<Dense> tiles = tiles(a, n);
        List<Dense> first = leaf(calls, tiles.subList(0, 2), 0, n, n);
        List<Dense> second = leaf(calls, tiles.subList(2, 5), 2, n, n);
        List<Dense> both =
            calls
                .call("tntpiv(C)")
                .range(List.of(first.get(0), second.get(0)))
                .range(List.of(first.get(1), second.get(1)))
                .out(n, n)
                .out(n, 1)
                .run();
        checkWinners(calls, a, n, both, false);
        List<Dense> alone =
            calls
                .call("tntpiv(C)")
                .range(List.of(first.get(0)))
                .range(List.of(first.get(1)))
                .out(n, n)
                .out(n, 1)
                .run();
        assertSame("a node with one child", alone.get(1), first.get(1));
      }
    }
  }

  /** Of a leaf with fewer rows than columns all rows are candidates. */
  @Test
  default void aShortLeafKeepsItsRows() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense a = Dense.random(5, 9, 5);
      List<Dense> kept = leaf(calls, List.of(a), 3, 9, 9);
      assertThat(positions(kept.get(1))).containsExactlyInAnyOrder(27, 28, 29, 30, 31);
      for (int row = 0; row < 5; row++) {
        int from = positions(kept.get(1))[row] - 27;
        assertSame("row", row(kept.get(0), row), row(a, from));
      }
      assertThat(kept.get(1).get(5, 0)).isEqualTo(-1);
    }
  }

  @Test
  default void columnsOfZerosAreNoFailureAndGiveZeroMultipliers() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 5, 16, 17, 40}) {
        Dense zeros = Dense.zeros(2 * n, n);
        List<Dense> factors = factors(calls, zeros, n);
        assertSame("factors", factors.get(0), Dense.zeros(n, n));
        assertThat(positions(factors.get(1))).doesNotHaveDuplicates().hasSize(n);
        Dense l = multipliers(calls, tiles(zeros, n), 1, factors);
        assertThat(l.largest()).isZero();
        int zero = n / 2;
        Dense a = Dense.random(2 * n, n, 6).times(Dense.identity(n).with(zero, zero, 0));
        List<Dense> some = factors(calls, a, n);
        assertThat(some.get(0).get(zero, zero)).isZero();
        Dense rest = multipliers(calls, tiles(a, n), 1, some);
        for (int row = 0; row < n; row++) {
          assertThat(rest.get(row, zero)).isZero();
          assertThat(Math.abs(rest.get(row, n - 1))).isLessThanOrEqualTo(1.0 + 1e-10);
        }
      }
    }
  }

  @Test
  default void notANumberIsFoundWhereverItIsAndSpreads() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 7, 40}) {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
          for (int row : new int[] {0, n, 3 * n - 1}) {
            Dense a = Dense.random(3 * n, n, 7).with(row, n / 2, value);
            List<Dense> factors = factors(calls, a, n);
            assertThat(positions(factors.get(1))).doesNotHaveDuplicates().hasSize(n);
            assertThat(positions(factors.get(1))).contains(row);
            boolean finite = Arrays.stream(factors.get(0).values()).allMatch(Double::isFinite);
            assertThat(finite).isFalse();
          }
          Dense all = Dense.of(3 * n, n, (i, j) -> value);
          assertThat(positions(factors(calls, all, n).get(1))).doesNotHaveDuplicates().hasSize(n);
        }
      }
    }
  }

  @Test
  default void updatesInterchangeRowsAndSubtractTheProduct() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int n : new int[] {1, 3, 20, 64}) {
        int columns = KernelContract.other(n);
        Dense a = Dense.random(3 * n - n / 3, n, 8);
        Dense right = Dense.random(a.rows(), columns, 9);
        List<Dense> factors = factors(calls, a, n);
        List<Dense> tiles = tiles(a, n);
        List<Dense> rest = tiles(right, n);
        Dense u = row(calls, rest, factors);
        Dense expected = interchanged(right, factors.get(1), n);
        Dense lower = factors.get(0).triangle(true).unitDiagonal();
        assertClose(
            "gessm",
            lower.times(u),
            expected.block(0, 0, n, columns),
            4.0 * (n + 4),
            lower.abs().times(u.abs()));
        for (int i = 1; i < tiles.size(); i++) {
          Dense l = multipliers(calls, tiles, i, factors);
          Dense c =
              calls
                  .call("swpgemm")
                  .in(rest.get(i))
                  .in(rest.get(0))
                  .in(factors.get(1))
                  .in(l)
                  .in(u)
                  .scalars(i)
                  .out(rest.get(i).rows(), columns)
                  .result();
          Dense moved = expected.block(i * n, 0, rest.get(i).rows(), columns);
          assertClose(
              "swpgemm",
              c,
              moved.minus(l.times(u)),
              2.0 * (n + 4),
              moved.abs().plus(l.abs().times(u.abs())));
        }
      }
    }
  }

  @Test
  default void interchangesOfManyStepsAreAppliedAtOnce() throws KernelFailure {
    try (Calls calls = calls()) {
      int b = 3;
      Dense a = Dense.random(8, 4, 10);
      List<Dense> steps = List.of(column(7, 1, 4), column(0, 3, 1), column(1, 0, -1));
      Dense expected = a;
      for (int k = 0; k < steps.size(); k++) {
        Dense below = expected.block(k * b, 0, 8 - k * b, 4);
        expected = expected.block(0, 0, k * b, 4).above(interchanged(below, steps.get(k), b));
      }
      List<Dense> numbers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int rows = Math.min(b, 8 - i * b);
        Dense moved =
            calls.call("laswp").range(tiles(a, b)).range(steps).scalars(i).out(rows, 4).result();
        assertSame("tile " + i, moved, expected.block(i * b, 0, rows, 4));
        numbers.add(calls.call("lapiv").range(steps).scalars(i).out(rows, 1).result());
        Dense fetched =
            calls.call("lapmr").range(tiles(a, b)).in(numbers.get(i)).out(rows, 4).result();
        assertSame("rows of tile " + i, fetched, moved);
      }
    }
  }

  @Test
  default void aRowNumberThatNoRowHasIsRefused() {
    try (Calls calls = calls()) {
      for (double number : new double[] {-1, 8, 0.5, Double.NaN}) {
        var call =
            calls
                .call("lapmr")
                .range(tiles(Dense.random(8, 4, 1), 3))
                .in(Dense.zeros(1, 1).with(0, 0, number))
                .out(1, 4);
        assertThatThrownBy(call::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("a row number that none of its 8 rows has");
      }
    }
  }

  private static void checkColumn(Calls calls, Dense a, int n, boolean partial)
      throws KernelFailure {
    List<Dense> winners = leaf(calls, tiles(a, n), 0, n, n);
    checkWinners(calls, a, n, winners, partial);
  }

  /** Winners are rows of A; L U is these rows, and no multiplier is large. */
  private static void checkWinners(
      Calls calls, Dense a, int n, List<Dense> winners, boolean partial) throws KernelFailure {
    List<Dense> tiles = tiles(a, n);
    List<Dense> factors = getrf(calls, winners, tiles.get(0));
    int[] places = positions(factors.get(1));
    assertThat(places).doesNotHaveDuplicates().hasSize(n);
    Dense rows = Dense.of(n, n, (i, j) -> a.get(places[i], j));
    Dense l = factors.get(0).triangle(true).unitDiagonal();
    Dense u = factors.get(0).triangle(false);
    assertThat(l.largest()).isLessThanOrEqualTo(1);
    assertClose("getrf " + n, l.times(u), rows, 3.0 * (n + 2), l.abs().times(u.abs()));
    for (int i = 1; i < tiles.size() && partial; i++) {
      assertThat(multipliers(calls, tiles, i, factors).largest()).isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  private static List<Dense> factors(Calls calls, Dense a, int n) throws KernelFailure {
    List<Dense> tiles = tiles(a, n);
    return getrf(calls, leaf(calls, tiles, 0, n, n), tiles.get(0));
  }

  private static List<Dense> leaf(Calls calls, List<Dense> tiles, int first, int n, int b)
      throws KernelFailure {
    return calls.call("tntpiv(A)").range(tiles).scalars(first).out(n, n).out(b, 1).run();
  }

  private static List<Dense> getrf(Calls calls, List<Dense> winners, Dense top)
      throws KernelFailure {
    return calls
        .call("getrf")
        .in(winners.get(0))
        .in(winners.get(1))
        .in(top)
        .out(top.rows(), top.columns())
        .out(winners.get(1).rows(), 1)
        .run();
  }

  private static Dense row(Calls calls, List<Dense> tiles, List<Dense> factors)
      throws KernelFailure {
    return calls
        .call("gessm")
        .range(tiles)
        .in(factors.get(0))
        .in(factors.get(1))
        .out(factors.get(0).rows(), tiles.get(0).columns())
        .result();
  }

  private static Dense multipliers(Calls calls, List<Dense> tiles, int i, List<Dense> factors)
      throws KernelFailure {
    return calls
        .call("swptrsm")
        .in(tiles.get(i))
        .in(tiles.get(0))
        .in(factors.get(1))
        .in(factors.get(0))
        .scalars(i)
        .out(tiles.get(i).rows(), tiles.get(i).columns())
        .result();
  }

  /** The matrix after a step, by the definition of its interchanges. */
  private static Dense interchanged(Dense a, Dense pivots, int b) {
    int[] taken = positions(pivots);
    int[] order = IntStream.range(0, a.rows()).toArray();
    int displaced = 0;
    for (int x = 0; x < taken.length; x++) {
      order[x] = taken[x];
      if (taken[x] >= taken.length) {
        while (contains(taken, displaced)) {
          displaced++;
        }
        order[taken[x]] = displaced++;
      }
    }
    assertThat(b).isEqualTo(pivots.rows());
    return Dense.of(a.rows(), a.columns(), (i, j) -> a.get(order[i], j));
  }

  private static boolean contains(int[] values, int value) {
    return Arrays.stream(values).anyMatch(v -> v == value);
  }

  private static List<Dense> tiles(Dense a, int height) {
    List<Dense> tiles = new ArrayList<>();
    for (int row = 0; row < a.rows(); row += height) {
      tiles.add(a.block(row, 0, Math.min(height, a.rows() - row), a.columns()));
    }
    return tiles;
  }

  private static Dense column(double... values) {
    return new Dense(values.length, 1, values);
  }

  private static Dense row(Dense a, int row) {
    return a.block(row, 0, 1, a.columns());
  }

  private static int[] positions(Dense column) {
    return Arrays.stream(column.values()).filter(v -> v >= 0).mapToInt(v -> (int) v).toArray();
  }
}
