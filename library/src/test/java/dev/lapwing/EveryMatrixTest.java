package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products and triangular solves on every kind of matrix that rounding or tiling may get wrong. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class EveryMatrixTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  static Stream<GeneralMatrix> general() {
    return GeneralMatrix.all();
  }

  static Stream<TestMatrix> positiveDefinite() {
    return TestMatrix.positiveDefinite();
  }

  @ParameterizedTest
  @MethodSource("general")
  void products(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 37, 1);
    try (BigMatrix c = a.multiply(b);
        BigMatrix d = a.transposeMultiply(b);
        BigMatrix transpose = a.transpose()) {
      assertThat(Residuals.multiply(a, b, c)).isLessThan(BOUND);
      assertThat(Residuals.multiply(transpose, b, d)).isLessThan(BOUND);
    }
  }

  /** Entries of 1e150 and 1e-150 have products that are still numbers. */
  @ParameterizedTest
  @MethodSource("general")
  void gramMatrices(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    try (BigMatrix gram = a.gram();
        BigMatrix transpose = a.transpose()) {
      assertThat(Residuals.multiply(transpose, a, gram)).isLessThan(BOUND);
    }
  }

  /** With the factors of matrices of every kind, which are as hard as these. */
  @ParameterizedTest
  @MethodSource("positiveDefinite")
  void triangularSolves(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 5, 2);
    try (CholeskyFactor factor = a.cholesky();
        BigMatrix upper = factor.lower().transpose();
        BigMatrix x = factor.lower().solveLower(b);
        BigMatrix y = upper.solveUpper(b)) {
      assertThat(Residuals.solve(factor.lower(), x, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(upper, y, b)).isLessThan(BOUND);
    }
  }
}
