package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class NormTest {
  private final Lapwing lapwing = Lapwing.builder().tile(2).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @Test
  void normsAreThoseOfTheEntries() {
    BigMatrix a = lapwing.matrix(new double[][] {{1, -2, 3}, {-4, 5, -6}, {7, 8, 9}});

    assertThat(a.norm(Norm.ONE)).isEqualTo(18);
    assertThat(a.norm(Norm.INFINITY)).isEqualTo(24);
    assertThat(a.norm(Norm.MAX)).isEqualTo(9);
    assertThat(a.norm(Norm.FROBENIUS)).isEqualTo(Math.sqrt(285));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p-1070, 0x1p-600, 0x1p600, 0x1p1020})
  void squaresNeitherOverflowNorUnderflow(double scale) {
    BigMatrix a = lapwing.matrix(3, 3, (i, j) -> i == j ? 3 * scale : i == 0 ? 4 * scale : 0);

    assertThat(a.norm(Norm.FROBENIUS) / scale).isBetween(Math.sqrt(59) - 0.3, Math.sqrt(59) + 0.3);
    assertThat(a.norm(Norm.ONE) / scale).isEqualTo(7);
  }

  @Test
  void tilesOfVeryDifferentSizesAddUp() {
    BigMatrix a = lapwing.matrix(4, 4, (i, j) -> i < 2 ? 3 * 0x1p600 : 4 * 0x1p-600);

    assertThat(a.norm(Norm.FROBENIUS)).isEqualTo(Math.sqrt(72) * 0x1p600);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-150, 1e150})
  void theTwoNormIsTheLargestSingularValue(double scale) {
    BigMatrix spd =
        lapwing
            .async(RunOptions.defaults().tile(new Shape(32, 32)))
            .matrix(
                100, 100, TestMatrix.scaled(scale, RandomMatrices.positiveDefinite(100, 1e3, 1)))
            .join();
    assertIsTwoNorm(spd, scale);
    assertIsTwoNorm(spd.slice(0, 100, 0, 100).transpose(), scale);
    // one above the other: sqrt(2) times as large
    assertIsTwoNorm(spd.above(spd), Math.sqrt(2) * scale);
    assertIsTwoNorm(spd.beside(spd), Math.sqrt(2) * scale);
  }

  @Test
  void theTwoNormOfSimpleMatricesIsRight() {
    assertIsTwoNorm(lapwing.matrix(1, 1, (i, j) -> -3), 3);
    assertIsTwoNorm(lapwing.matrix(1, 9, (i, j) -> 2), 6);
    assertIsTwoNorm(lapwing.matrix(9, 1, (i, j) -> 2), 6);
    assertIsTwoNorm(lapwing.identity(5), 1);
    assertIsTwoNorm(lapwing.matrix(4, 9, (i, j) -> -0.5), 3);
    assertIsTwoNorm(lapwing.matrix(12, 12, (i, j) -> i == j ? i : 0), 11);
    assertIsTwoNorm(lapwing.matrix(6, 6, (i, j) -> i == 2 && j == 4 ? 1e-310 : 0), 1e-310);
  }

  /** A lower bound, but for rounding, and close to it. */
  private static void assertIsTwoNorm(BigMatrix a, double expected) {
    assertThat(a.norm(Norm.TWO) / expected).isBetween(1 - 1e-6, 1 + 1e-13);
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void aNanAnywhereGivesNan(Norm norm) {
    BigMatrix a = lapwing.matrix(5, 5, (i, j) -> i == 4 && j == 1 ? Double.NaN : 1);

    assertThat(a.norm(norm)).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void anInfiniteEntryGivesInfinity(Norm norm) {
    BigMatrix a = lapwing.matrix(5, 5, (i, j) -> i == 4 && j == 1 ? Double.NEGATIVE_INFINITY : 1);

    assertThat(a.norm(norm)).isInfinite().isPositive();
  }

  @ParameterizedTest
  @EnumSource(Norm.class)
  void anEmptyMatrixHasNormZero(Norm norm) {
    assertThat(lapwing.zeros(0, 3).norm(norm)).isZero();
    assertThat(lapwing.zeros(3, 3).norm(norm)).isZero();
  }
}
