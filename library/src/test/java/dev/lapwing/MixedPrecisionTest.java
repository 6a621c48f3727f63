package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.SingularMatrix;
import dev.lapwing.state.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class MixedPrecisionTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.GeneralMatrix#withoutGrowth")
  void solutionsAreAsGoodAsThoseInDoubles(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 4, 3);
    try (MixedSolution solution = a.solveMixed(b)) {
      assertThat(solution.x().precision()).isEqualTo(Precision.FLOAT64);
      assertThat(Residuals.solve(a, solution.x(), b)).isLessThan(BOUND);
      assertThat(solution.fellBack()).isEqualTo(matrix.name().equals("ill-conditioned"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.TestMatrix#positiveDefinite")
  void solutionsOfPositiveDefiniteSystemsAreAsGood(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 4, 3);
    try (MixedSolution solution = a.solveSpdMixed(b)) {
      assertThat(Residuals.solve(a, solution.x(), b)).isLessThan(BOUND);
      if (matrix.name().equals("ill-conditioned")) {
        assertThat(solution.fellBack()).isTrue();
      }
    }
  }

  /** A factorization in float32 gains some 7 - log10(condition) digits a step. */
  @ParameterizedTest
  @CsvSource({"1e1, 3", "1e3, 4", "1e5, 12"})
  void theConditionSaysHowManyStepsThereAre(double condition, int most) {
    BigMatrix a = lapwing.matrix(150, 150, RandomMatrices.conditioned(150, 150, condition, 2));
    BigMatrix b = lapwing.random(150, 2, 3);
    try (MixedSolution solution = a.solveMixed(b)) {
      assertThat(solution.fellBack()).isFalse();
      assertThat(solution.steps()).isBetween(1, most);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-150, 1e150, 1e300})
  void badlyScaledRightHandSidesAreNoHardship(double size) {
    BigMatrix a = lapwing.random(90, 90, 1);
    BigMatrix b = lapwing.matrix(90, 2, TestMatrix.scaled(size, RandomMatrices.uniform(4)));
    try (MixedSolution solution = a.solveMixed(b)) {
      assertThat(Residuals.solve(a, solution.x(), b)).isLessThan(BOUND);
      assertThat(solution.fellBack()).isFalse();
    }
  }

  @Test
  void whatDoublesCannotSolveFailsAsThere() {
    BigMatrix singular = lapwing.matrix(60, 60, (i, j) -> j == 30 ? 0 : Math.sin(i * 60.0 + j));
    BigMatrix indefinite = lapwing.matrix(60, 60, (i, j) -> i == j ? -1 : 0);
    BigMatrix b = lapwing.random(60, 1, 1);
    assertThatThrownBy(() -> singular.solveMixed(b)).isInstanceOf(SingularMatrix.class);
    assertThatThrownBy(() -> indefinite.solveSpdMixed(b)).isInstanceOf(NotPositiveDefinite.class);
    BigMatrix nan =
        lapwing.matrix(
            60, 60, (i, j) -> i == 5 && j == 7 ? Double.NaN : Math.sin(i * 61.0 + j * j));
    try (MixedSolution solution = nan.solveMixed(b)) {
      assertThat(solution.fellBack()).isTrue();
      assertThat(solution.x().norm(Norm.MAX)).isNaN();
    }
  }

  @Test
  void nothingToSolveIsSolved() {
    BigMatrix a = lapwing.random(20, 20, 1);
    try (MixedSolution none = a.solveMixed(lapwing.zeros(20, 0));
        MixedSolution zero = a.solveMixed(lapwing.zeros(20, 3))) {
      assertThat(none.x().columns()).isZero();
      assertThat(zero.x().norm(Norm.MAX)).isZero();
    }
  }

  @Test
  void floatsAreRefused() {
    try (BigMatrix floats = lapwing.random(20, 20, 1).to(Precision.FLOAT32)) {
      assertThatThrownBy(() -> floats.solveMixed(floats))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("float32");
    }
  }
}
