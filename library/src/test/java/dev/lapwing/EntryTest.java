package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.tiles.HeapMatrix;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of entries, and what rows, columns and matrices are reduced to. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class EntryTest {
  private final Lapwing lapwing = Lapwing.builder().tile(8).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @CsvSource({"20,13", "1,30", "30,1", "8,8", "0,5", "5,0"})
  void functionsAndOperatorsAreThoseOfTheEntries(int m, int n) {
    BigMatrix a = lapwing.random(m, n, 1);
    BigMatrix b = lapwing.random(n, m, 2).transpose();
    double[][] x = a.toArray();
    double[][] y = b.toArray();

    assertThat(a.times(b).toArray())
        .isDeepEqualTo(HeapMatrix.of(m, n, (i, j) -> x[i][j] * y[i][j]));
    assertThat(a.divide(b).toArray())
        .isDeepEqualTo(HeapMatrix.of(m, n, (i, j) -> x[i][j] / y[i][j]));
    assertThat(a.combine(EntryOperator.MAX, b).toArray())
        .isDeepEqualTo(HeapMatrix.of(m, n, (i, j) -> Math.max(x[i][j], y[i][j])));
    assertThat(a.map(EntryFunction.EXP).toArray())
        .isDeepEqualTo(HeapMatrix.of(m, n, (i, j) -> StrictMath.exp(x[i][j])));
    assertThat(a.map(EntryFunction.CLIP, -0.5, 0.25).toArray())
        .isDeepEqualTo(HeapMatrix.of(m, n, (i, j) -> Math.min(Math.max(x[i][j], -0.5), 0.25)));
  }

  @Test
  void whatAFunctionDoesNotTakeIsRefusedAtOnce() {
    BigMatrix a = lapwing.zeros(3, 4);

    assertThatThrownBy(() -> a.async().map(EntryFunction.POWER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("power takes 1 numbers besides the entry, and 0 are given");
    assertThatThrownBy(() -> a.async().times(lapwing.zeros(4, 3)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("times 3 x 4 and 4 x 3");
  }

  /** More than 16 tiles along both sides, so that partial results meet in a tree. */
  @ParameterizedTest
  @CsvSource({"20,13,8", "150,3,1", "3,150,1", "1,1,8", "40,300,2", "8,16,8"})
  void reductionsAreThoseOfTheEntries(int m, int n, int tile) {
    BigMatrix a =
        lapwing
            .async(RunOptions.defaults().tile(new Shape(tile, tile)))
            .matrix(m, n, (i, j) -> (i * 7 + j * 5) % 23 - 11)
            .join();
    double[] all = a.toRowMajor();
    double[][] rows = a.toArray();
    double[][] columns = a.transpose().toArray();

    assertThat(a.sum()).isEqualTo(Arrays.stream(all).sum());
    assertThat(a.mean()).isEqualTo(Arrays.stream(all).sum() / all.length);
    assertThat(a.min()).isEqualTo(Arrays.stream(all).min().orElseThrow());
    assertThat(a.max()).isEqualTo(Arrays.stream(all).max().orElseThrow());
    assertThat(a.sum(Axis.ROWS).toRowMajor()).isEqualTo(each(rows, DoubleStream::sum));
    assertThat(a.sum(Axis.COLUMNS).toRowMajor()).isEqualTo(each(columns, DoubleStream::sum));
    assertThat(a.sum(Axis.ROWS).shape()).isEqualTo(new Shape(m, 1));
    assertThat(a.sum(Axis.COLUMNS).shape()).isEqualTo(new Shape(1, n));
    assertThat(a.mean(Axis.ROWS).toRowMajor()).isEqualTo(each(rows, row -> row.sum() / n));
    assertThat(a.mean(Axis.COLUMNS).toRowMajor()).isEqualTo(each(columns, row -> row.sum() / m));
    assertThat(a.min(Axis.ROWS).toRowMajor()).isEqualTo(each(rows, row -> row.min().orElseThrow()));
    assertThat(a.max(Axis.COLUMNS).toRowMajor())
        .isEqualTo(each(columns, row -> row.max().orElseThrow()));
  }

  private static double[] each(double[][] rows, ToDoubleFunction<DoubleStream> of) {
    return Arrays.stream(rows).map(Arrays::stream).mapToDouble(of).toArray();
  }

  /** The sums of numbers that cancel are as close as their magnitudes allow. */
  @Test
  void sumsOfAnyNumbersAreAsCloseAsRoundingAllows() {
    BigMatrix a = lapwing.random(333, 77, 3);
    double[] exact =
        each(
            a.toArray(),
            row ->
                row.boxed()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue());
    double[] magnitudes = each(a.map(EntryFunction.ABS).toArray(), DoubleStream::sum);

    double[] sums = a.sum(Axis.ROWS).toRowMajor();

    for (int i = 0; i < sums.length; i++) {
      assertThat(Math.abs(sums[i] - exact[i])).isLessThanOrEqualTo(77 * 0x1p-53 * magnitudes[i]);
    }
  }

  @Test
  void aNanSpreadsToItsRowItsColumnAndTheWhole() {
    BigMatrix a = lapwing.matrix(20, 20, (i, j) -> i == 9 && j == 17 ? Double.NaN : 1);

    for (double[] rows :
        new double[][] {
          a.sum(Axis.ROWS).toRowMajor(),
          a.min(Axis.ROWS).toRowMajor(),
          a.max(Axis.ROWS).toRowMajor()
        }) {
      for (int i = 0; i < rows.length; i++) {
        assertThat(Double.isNaN(rows[i])).isEqualTo(i == 9);
      }
    }
    assertThat(a.sum()).isNaN();
    assertThat(a.mean()).isNaN();
    assertThat(a.min()).isNaN();
    assertThat(a.max()).isNaN();
  }

  @Test
  void nothingHasASumAndNoOtherStatistic() {
    BigMatrix a = lapwing.zeros(0, 3);

    assertThat(a.sum()).isZero();
    assertThat(a.sum(Axis.COLUMNS).toRowMajor()).containsExactly(0, 0, 0);
    assertThat(a.sum(Axis.ROWS).shape()).isEqualTo(new Shape(0, 1));
    assertThatThrownBy(() -> a.async().mean())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no entries have no mean, and the matrix is 0 x 3");
    assertThatThrownBy(() -> a.async().min(Axis.COLUMNS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(a.max(Axis.ROWS).shape()).isEqualTo(new Shape(0, 1));
  }
}
