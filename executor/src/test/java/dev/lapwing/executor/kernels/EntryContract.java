package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertClose;
import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The contract of the kernels that look at each entry once and are named by a function, and of
 * those that take tiles apart or put them together: {@code map}, {@code combine}, {@code reduce},
 * {@code fold}, {@code lassq}, {@code combssq}, {@code nrm2}, {@code lascl}, {@code lascl2}, {@code
 * stack}, {@code tri}, {@code diag}.
 */
interface EntryContract extends KernelContract {
  double ALPHA = -0.25;
  double BETA = 0.5;

  /** A random tile of every sort of shape. */
  private static List<Dense> randomTiles(long seed) {
    return List.of(
        Dense.random(0, 0, seed),
        Dense.random(0, 3, seed),
        Dense.random(3, 0, seed),
        Dense.random(1, 1, seed),
        Dense.random(1, 7, seed),
        Dense.random(7, 1, seed),
        Dense.random(5, 9, seed),
        Dense.random(33, 32, seed),
        Dense.random(1100, 3, seed));
  }

  @Test
  default void namedFunctionsAreTheirFormulas() throws KernelFailure {
    Map<EntryFunction, DoubleUnaryOperator> formulas =
        Map.ofEntries(
            Map.entry(EntryFunction.ABS, Math::abs),
            Map.entry(EntryFunction.NEGATE, x -> -x),
            Map.entry(EntryFunction.RECIPROCAL, x -> 1 / x),
            Map.entry(EntryFunction.SQUARE, x -> x * x),
            Map.entry(EntryFunction.SQRT, Math::sqrt),
            Map.entry(EntryFunction.EXP, StrictMath::exp),
            Map.entry(EntryFunction.LOG, StrictMath::log),
            Map.entry(EntryFunction.PLUS, x -> x + ALPHA),
            Map.entry(EntryFunction.OVER, x -> x / ALPHA),
            Map.entry(EntryFunction.POWER, x -> StrictMath.pow(x, ALPHA)),
            Map.entry(EntryFunction.MIN, x -> Math.min(x, ALPHA)),
            Map.entry(EntryFunction.MAX, x -> Math.max(x, ALPHA)),
            Map.entry(EntryFunction.CLIP, x -> Math.min(Math.max(x, ALPHA), BETA)));
    try (Calls calls = calls()) {
      for (EntryFunction function : EntryFunction.values()) {
        double[] scalars =
            List.of(new double[0], new double[] {ALPHA}, new double[] {ALPHA, BETA})
                .get(function.scalars());
        for (Dense x : samples(1)) {
          assertSame(
              function.id(),
              calls
                  .call("map(" + function.id() + ")")
                  .in(x)
                  .scalars(scalars)
                  .out(x.rows(), x.columns())
                  .result(),
              x.map(formulas.get(function)));
        }
      }
    }
  }

  @Test
  default void namedOperatorsAreTheirFormulas() throws KernelFailure {
    Map<EntryOperator, DoubleBinaryOperator> formulas =
        Map.of(
            EntryOperator.TIMES,
            (x, y) -> x * y,
            EntryOperator.DIVIDE,
            (x, y) -> x / y,
            EntryOperator.MIN,
            Math::min,
            EntryOperator.MAX,
            Math::max);
    try (Calls calls = calls()) {
      for (EntryOperator operator : EntryOperator.values()) {
        List<Dense> left = samples(1);
        List<Dense> right = samples(2);
        for (int at = 0; at < left.size(); at++) {
          Dense x = left.get(at);
          Dense y = right.get(at);
          DoubleBinaryOperator formula = formulas.get(operator);
          assertSame(
              operator.id(),
              calls
                  .call("combine(" + operator.id() + ")")
                  .in(x)
                  .in(y)
                  .out(x.rows(), x.columns())
                  .result(),
              Dense.of(
                  x.rows(),
                  x.columns(),
                  (i, j) -> formula.applyAsDouble(x.get(i, j), y.get(i, j))));
        }
      }
    }
  }

  /** Tiles of every shape, and one with everything that is not a usual number. */
  private static List<Dense> samples(long seed) {
    List<Dense> samples = new ArrayList<>(randomTiles(seed));
    double[] odd = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      -0.0,
      0,
      1e-150,
      1e150,
      Double.MIN_VALUE,
      Double.MAX_VALUE
    };
    int shift = (int) seed;
    samples.add(Dense.of(9, 9, (i, j) -> odd[(i + shift * j) % 9]));
    return samples;
  }

  @Test
  default void reductionsOfARangeAreThoseOfTheLongMatrix() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int height : new int[] {1, 3, 4, 7, 33}) {
        // small integers: any order gives the same sum
        Dense x = Dense.random(height, 6, 1).map(value -> Math.rint(20 * value));
        Dense y = Dense.random(5, 6, 2).map(value -> Math.rint(20 * value));
        checkReductions(calls, x, y);
        checkReductions(calls, x.with(0, 1, Double.NEGATIVE_INFINITY), y.with(4, 4, Double.NaN));
      }
      assertThat(calls.call("reduce(min,C)").range(List.of()).out(1, 2).result().values())
          .containsOnly(Double.POSITIVE_INFINITY);
      assertThat(calls.call("reduce(amax,R)").range(List.of()).out(2, 1).result().values())
          .containsOnly(0);
      assertThat(calls.call("fold(max)").range(List.of()).out(2, 2).result().values())
          .containsOnly(Double.NEGATIVE_INFINITY);
    }
  }

  private static void checkReductions(Calls calls, Dense x, Dense y) throws KernelFailure {
    Map<String, DoubleBinaryOperator> steps =
        Map.of(
            "sum", Double::sum,
            "asum", (sum, value) -> sum + Math.abs(value),
            "min", Math::min,
            "max", Math::max,
            "amax", (most, value) -> Math.max(most, Math.abs(value)));
    Map<String, Double> neutral =
        Map.of("min", Double.POSITIVE_INFINITY, "max", Double.NEGATIVE_INFINITY);
    Dense tall = x.above(y);
    for (String name : steps.keySet()) {
      double[] sums = new double[tall.columns()];
      for (int j = 0; j < sums.length; j++) {
        sums[j] = neutral.getOrDefault(name, 0.0);
        for (int i = 0; i < tall.rows(); i++) {
          sums[j] = steps.get(name).applyAsDouble(sums[j], tall.get(i, j));
        }
      }
      Dense expected = Dense.of(1, sums.length, (i, j) -> sums[j]);
      assertSame(
          name,
          calls.call("reduce(" + name + ",C)").range(List.of(x, y)).out(1, sums.length).result(),
          expected);
      assertSame(
          name + " of rows",
          calls
              .call("reduce(" + name + ",R)")
              .range(List.of(x.transposed(), y.transposed()))
              .out(sums.length, 1)
              .result(),
          expected.transposed());
    }
    assertSame(
        "fold",
        calls.call("fold(max)").range(List.of(x, x.times(-1))).out(x.rows(), 6).result(),
        x.abs());
  }

  @Test
  default void sumsOfAnyNumbersAreAsCloseAsRoundingAllows() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(999, 4, 1);
      Dense ones = Dense.of(1, 999, (i, j) -> 1);
      assertClose(
          "sum",
          calls.call("reduce(sum,C)").range(List.of(x)).out(1, 4).result(),
          ones.times(x),
          999,
          ones.times(x.abs()));
    }
  }

  @Test
  default void normsNeitherOverflowNorUnderflow() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(40, 3, 1);
      Dense y = Dense.random(7, 3, 2);
      double norm = norm(calls, x, y);
      Dense all = x.above(y);
      double squares = 0;
      for (double value : all.values()) {
        squares += value * value;
      }
      assertThat(Math.abs(norm - Math.sqrt(squares)) / norm).isLessThan(200 * EPS);
      for (double scale : new double[] {0x1p-1000, 0x1p-500, 0x1p500, 0x1p1000}) {
        assertThat(norm(calls, x.times(scale), y.times(scale))).isEqualTo(norm * scale);
      }
      double small = norm(calls, x.times(1e-150), y.times(1e150));
      assertThat(small).isEqualTo(norm(calls, Dense.zeros(40, 3), y.times(1e150)));
      assertThat(norm(calls, Dense.zeros(4, 3), Dense.zeros(0, 3))).isZero();
      assertThat(norm(calls, x.with(3, 1, Double.NaN), y)).isNaN();
      assertThat(norm(calls, x.with(3, 1, Double.NEGATIVE_INFINITY), y))
          .isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(calls.call("combssq").range(List.of()).out(2, 3).result().values())
          .containsOnly(0);
    }
  }

  /** Of two tiles, each on its own, and of both together: the same to rounding. */
  private static double norm(Calls calls, Dense x, Dense y) throws KernelFailure {
    Dense together = calls.call("lassq").range(List.of(x, y)).out(2, 3).result();
    Dense first = calls.call("lassq").range(List.of(x)).out(2, 3).result();
    Dense second = calls.call("lassq").range(List.of(y)).out(2, 3).result();
    Dense combined = calls.call("combssq").range(List.of(first, second)).out(2, 3).result();
    assertSame("combssq", combined, together);
    return calls.call("nrm2").range(List.of(combined)).out(1, 1).result().get(0, 0);
  }

  @Test
  default void aTileIsDividedByAnotherOfOneEntry() throws KernelFailure {
    try (Calls calls = calls()) {
      Dense x = Dense.random(9, 5, 1);
      for (double divisor : new double[] {3, 1e-150, 1e150, Double.NaN}) {
        assertSame("lascl", scaled(calls, x, divisor), x.map(value -> value / divisor));
      }
      assertSame("by zero", scaled(calls, x, 0), Dense.zeros(9, 5));
    }
  }

  @Test
  default void everyColumnIsMultipliedByItsNumber() throws KernelFailure {
    try (Calls calls = calls()) {
      for (Dense x : samples(1)) {
        Dense row = Dense.of(1, x.columns(), (i, j) -> j == 3 ? Double.NaN : 0.1 * j - 1);
        assertSame(
            "lascl2",
            calls.call("lascl2").in(x).in(row).out(x.rows(), x.columns()).result(),
            Dense.of(x.rows(), x.columns(), (i, j) -> x.get(i, j) * row.get(0, j)));
      }
    }
  }

  private static Dense scaled(Calls calls, Dense x, double divisor) throws KernelFailure {
    Dense s = Dense.of(1, 1, (i, j) -> divisor);
    return calls.call("lascl").in(x).in(s).out(x.rows(), x.columns()).result();
  }

  @Test
  default void tilesAreStackedAndTakenApart() throws KernelFailure {
    try (Calls calls = calls()) {
      for (Dense x : randomTiles(1)) {
        Dense y = Dense.random(4, x.columns(), 2);
        int m = x.rows();
        int n = x.columns();
        assertSame("one", calls.call("stack(R,1)").in(x).out(m, n).result(), x);
        assertSame("one", calls.call("stack(C,1)").in(x).out(m, n).result(), x);
        Dense both = x.above(y);
        assertSame("above", calls.call("stack(R,2)").in(x).in(y).out(m + 4, n).result(), both);
        assertSame(
            "beside",
            calls.call("stack(C,2)").in(x.transposed()).in(y.transposed()).out(n, m + 4).result(),
            both.transposed());
        assertSame(
            "L",
            calls.call("tri(L,U)").in(x).out(m, n).result(),
            Dense.of(m, n, (i, j) -> i == j ? 1 : i > j ? x.get(i, j) : 0));
        assertSame("U", calls.call("tri(U,N)").in(x).out(m, n).result(), x.triangle(false));
      }
      Dense square = Dense.random(6, 6, 3);
      assertSame(
          "diag",
          calls.call("diag").in(square).out(6, 1).result(),
          Dense.of(6, 1, (i, j) -> square.get(i, i)));
    }
  }

  @Test
  default void partsThatDoNotFillATileAreRefused() {
    try (Calls calls = calls()) {
      for (int rows : new int[] {4, 6}) {
        var call = calls.call("stack(R,2)").in(Dense.zeros(3, 2)).in(Dense.zeros(2, 2));
        assertThatThrownBy(call.out(rows, 2)::run)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("stack(R,2)")
            .hasMessageContaining("5 rows together for a tile of " + rows);
      }
    }
  }
}
