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
