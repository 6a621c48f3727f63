package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class RandomMatricesTest {
  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @Test
  void theSameSeedGivesTheSameMatrixHoweverItIsCut() {
    Entries entries = RandomMatrices.normal(7);
    try (Lapwing single = Lapwing.builder().threads(1).tile(3).build()) {
      assertThat(single.matrix(50, 40, entries).toArray())
          .isDeepEqualTo(lapwing.matrix(50, 40, entries).toArray());
    }
  }

  @Test
  void otherSeedsGiveOtherMatrices() {
    assertThat(lapwing.random(5, 5, 1).toRowMajor())
        .isNotEqualTo(lapwing.random(5, 5, 2).toRowMajor());
  }

  @Test
  void uniformEntriesFillTheirIntervalEvenly() {
    double[] entries = lapwing.random(500, 400, 3).toRowMajor();

    assertThat(Arrays.stream(entries).allMatch(x -> -1 < x && x < 1)).isTrue();
    // 200,000 of them: mean 0 +- 0.0013, variance 1/3 +- 0.0007, one standard error.
    assertThat(mean(entries)).isCloseTo(0, within(0.0065));
    assertThat(variance(entries)).isCloseTo(1.0 / 3, within(0.0035));
  }

  @Test
  void normalEntriesHaveMeanZeroAndVarianceOne() {
    double[] entries = lapwing.matrix(500, 400, RandomMatrices.normal(4)).toRowMajor();

    assertThat(mean(entries)).isCloseTo(0, within(0.012));
    assertThat(variance(entries)).isCloseTo(1, within(0.016));
    double beyondTwo = Arrays.stream(entries).filter(x -> Math.abs(x) > 2).count() / 200_000.0;
    assertThat(beyondTwo).isCloseTo(0.0455, within(0.0025));
  }

  @Test
  void neighboursAreNotCorrelated() {
    double[][] a = lapwing.random(500, 400, 5).toArray();
    double alongRows = 0;
    double alongColumns = 0;
    for (int i = 0; i < 499; i++) {
      for (int j = 0; j < 399; j++) {
        alongRows += a[i][j] * a[i][j + 1];
        alongColumns += a[i][j] * a[i + 1][j];
      }
    }
    // Of variance 1/9 each: 199,101 of them have a standard deviation of 149.
    assertThat(alongRows).isCloseTo(0, within(750.0));
    assertThat(alongColumns).isCloseTo(0, within(750.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100, 1e6})
  void aPositiveDefiniteMatrixHasNormOneAndItsCondition(double condition) {
    int n = 60;
    BigMatrix a = lapwing.matrix(n, n, RandomMatrices.positiveDefinite(n, condition, 6));
    BigMatrix inverse = a.solveSpd(lapwing.identity(n));

    assertThat(spectralNorm(a)).isCloseTo(1, within(1e-6));
    assertThat(spectralNorm(inverse) / condition).isCloseTo(1, within(1e-6));
    assertThat(a.toArray()).isDeepEqualTo(a.transpose().toArray());
  }

  @Test
  void aGeneralMatrixHasNormOneAndItsCondition() {
    BigMatrix a = lapwing.matrix(80, 30, RandomMatrices.conditioned(80, 30, 1e3, 8));
    BigMatrix r = a.tsqrR();
    BigMatrix inverse = r.solveUpper(lapwing.identity(30));

    assertThat(spectralNorm(a)).isCloseTo(1, within(1e-6));
    assertThat(spectralNorm(inverse) / 1e3).isCloseTo(1, within(1e-6));
  }

  @Test
  void aWideMatrixIsTheTransposeOfATallOne() {
    BigMatrix a = lapwing.matrix(20, 50, RandomMatrices.conditioned(20, 50, 10, 9));

    assertThat(spectralNorm(a)).isCloseTo(1, within(1e-6));
  }

  @Test
  void aGradedMatrixFallsFromTheFirstRowToTheLast() {
    double[][] a = lapwing.matrix(50, 50, RandomMatrices.graded(50, 1e6, 10)).toArray();

    assertThat(a[49][49] / a[0][0]).isBetween(1e-15, 1e-9);
    assertThat(a[0][0]).isPositive();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, Double.NaN, Double.POSITIVE_INFINITY, -1})
  void aConditionBelowOneIsRefused(double condition) {
    assertThatThrownBy(() -> RandomMatrices.positiveDefinite(3, condition, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The largest singular value, by the power method on A^T A. */
  private static double spectralNorm(BigMatrix matrix) {
    double[][] a = matrix.toArray();
    double[] v = new double[(int) matrix.columns()];
    Arrays.setAll(v, i -> Math.cos(i));
    double norm = 0;
    for (int step = 0; step < 400; step++) {
      double[] w = new double[v.length];
      for (double[] row : a) {
        double product = 0;
        for (int j = 0; j < v.length; j++) {
          product += row[j] * v[j];
        }
        for (int j = 0; j < v.length; j++) {
          w[j] += product * row[j];
        }
      }
      norm = Math.sqrt(Arrays.stream(w).map(x -> x * x).sum());
      for (int j = 0; j < v.length; j++) {
        v[j] = w[j] / norm;
      }
    }
    return Math.sqrt(norm);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    return Arrays.stream(values).map(x -> x * x).average().orElseThrow();
  }
}
