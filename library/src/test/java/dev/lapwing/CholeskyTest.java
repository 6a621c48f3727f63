package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.Pivot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class CholeskyTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.TestMatrix#positiveDefinite")
  void theFactorTimesItsTransposeIsTheMatrix(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);

    BigMatrix l = a.cholesky().lower();

    assertThat(Residuals.cholesky(a, l)).isLessThan(BOUND);
    assertThat(l.tileShape()).isEqualTo(a.tileShape());
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.TestMatrix#positiveDefinite")
  void theFactorIsZeroAboveItsDiagonalAndPositiveOnIt(TestMatrix matrix) {
    double[][] l = matrix.in(lapwing).cholesky().lower().toArray();

    for (int i = 0; i < l.length; i++) {
      assertThat(l[i][i]).isPositive();
      for (int j = i + 1; j < l.length; j++) {
        assertThat(l[i][j]).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.TestMatrix#positiveDefinite")
  void solvingGivesBackTheRightHandSide(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 7, 11);

    BigMatrix x = a.solveSpd(b);

    assertThat(x.shape()).isEqualTo(b.shape());
    assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.TestMatrix#positiveDefinite")
  void theFactorSolvesAsWellAsTheMatrix(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 3, 12);
    try (CholeskyFactor factor = a.cholesky()) {
      assertThat(Residuals.solve(a, factor.solve(b), b)).isLessThan(BOUND);
    }
  }

  @Test
  void onlyTheLowerTriangleIsRead() {
    Entries entries = RandomMatrices.positiveDefinite(100, 10, 1);
    BigMatrix a = lapwing.matrix(100, 100, entries);
    BigMatrix spoilt = lapwing.matrix(100, 100, (i, j) -> j > i ? Double.NaN : entries.at(i, j));

    assertThat(spoilt.cholesky().lower().toArray()).isDeepEqualTo(a.cholesky().lower().toArray());
  }

  @ParameterizedTest
  @ValueSource(doubles = {4, 0x1p-20, 0x1p300, 0x1p-300})
  void scalingTheMatrixByAPowerOfFourScalesTheFactorExactly(double factor) {
    Entries entries = RandomMatrices.positiveDefinite(150, 1e4, 13);
    double[][] l =
        new TestMatrix("plain", 150, 40, entries).in(lapwing).cholesky().lower().toArray();
    var scaled = new TestMatrix("scaled", 150, 40, TestMatrix.scaled(factor, entries));

    double[][] scaledL = scaled.in(lapwing).cholesky().lower().toArray();

    double root = Math.sqrt(factor);
    for (int i = 0; i < 150; i++) {
      for (int j = 0; j <= i; j++) {
        assertThat(scaledL[i][j]).isEqualTo(root * l[i][j]);
      }
    }
  }

  @Test
  void aMinorThatIsNotPositiveIsNamedByItsOrderInTheWholeMatrix() {
    BigMatrix a =
        new TestMatrix("indefinite", 2000, 512, (i, j) -> i == j ? (i == 1536 ? -1 : 2) : 0)
            .in(lapwing);

    NotPositiveDefinite failure = catchThrowableOfType(NotPositiveDefinite.class, a::cholesky);

    assertThat(failure.order()).isEqualTo(1537);
    assertThat(failure.pivot()).isEqualTo(new Pivot("A", 1537, 3, 3, 1));
    assertThat(failure).hasMessageContaining("1,537").hasMessageContaining("tile (3, 3)");
  }

  /** Half of the matrix is enough for the factor, as updates happen in place. */
  @Test
  void factoringInMemoryTakesLittleMoreThanTheMatrixAndItsTriangle() {
    try (Lapwing fresh = Lapwing.builder().threads(2).tile(64).build();
        BigMatrix a = fresh.randomSpd(1024, 1)) {
      Run<CholeskyFactor> run = a.async().cholesky();
      run.join();
      double ratio = run.report().peakTileBytes() / (1024.0 * 1024 * Double.BYTES);
      assertThat(ratio).isBetween(1.5, 1.6);
    }
  }

  @Test
  void aSingularMatrixIsNotPositiveDefinite() {
    BigMatrix ones = new TestMatrix("ones", 70, 32, (i, j) -> 1).in(lapwing);

    NotPositiveDefinite failure = catchThrowableOfType(NotPositiveDefinite.class, ones::cholesky);

    assertThat(failure.order()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 0, -1})
  void aBadDiagonalEntryIsRefusedWhereItStands(double entry) {
    BigMatrix a =
        new TestMatrix("bad", 100, 32, (i, j) -> i == j ? (i == 40 ? entry : 1) : 0).in(lapwing);

    NotPositiveDefinite failure = catchThrowableOfType(NotPositiveDefinite.class, a::cholesky);

    assertThat(failure.order()).isEqualTo(41);
  }

  @Test
  void aNanBelowTheDiagonalIsRefusedAtTheMinorThatItSpoils() {
    BigMatrix a =
        new TestMatrix("nan", 100, 32, (i, j) -> i == j ? 4 : i == 70 && j == 3 ? Double.NaN : 0)
            .in(lapwing);

    NotPositiveDefinite failure = catchThrowableOfType(NotPositiveDefinite.class, a::cholesky);

    assertThat(failure.order()).isEqualTo(71);
  }

  @Test
  void solvingWithAMatrixThatIsNotPositiveDefiniteFailsTheSameWay() {
    BigMatrix a =
        new TestMatrix("bad", 100, 32, (i, j) -> i == j ? (i == 40 ? -1 : 1) : 0).in(lapwing);
    BigMatrix b = lapwing.random(100, 2, 1);

    assertThatThrownBy(() -> a.solveSpd(b)).isInstanceOf(NotPositiveDefinite.class);
  }

  @Test
  void theLogarithmOfTheDeterminantIsThatOfTheEigenvalues() {
    int n = 130;
    double condition = 1e6;
    // The eigenvalues are condition^(-i / (n - 1)), whose logarithms sum to -n log(condition) / 2.
    BigMatrix a =
        new TestMatrix("spectrum", n, 32, RandomMatrices.positiveDefinite(n, condition, 3))
            .in(lapwing);

    assertThat(a.cholesky().logDeterminant() / (-n * Math.log(condition) / 2))
        .isBetween(1 - 1e-9, 1 + 1e-9);
  }

  @Test
  void theDeterminantOfAnEmptyMatrixIsOne() {
    assertThat(lapwing.zeros(0, 0).cholesky().logDeterminant()).isZero();
  }

  @Test
  void anEmptyMatrixHasAnEmptyFactorAndSolution() {
    BigMatrix empty = lapwing.zeros(0, 0);

    assertThat(empty.cholesky().lower().shape()).isEqualTo(new Shape(0, 0));
    assertThat(empty.solveSpd(lapwing.zeros(0, 3)).shape()).isEqualTo(new Shape(0, 3));
    assertThat(Residuals.cholesky(empty, empty)).isZero();
  }

  @Test
  void solvingForNoRightHandSidesGivesNone() {
    assertThat(lapwing.randomSpd(50, 1).solveSpd(lapwing.zeros(50, 0)).shape())
        .isEqualTo(new Shape(50, 0));
  }

  @Test
  void tilesThatAreNotSquareAreCutAnew() {
    BigMatrix a =
        lapwing
            .async(RunOptions.defaults().tile(new Shape(30, 50)))
            .matrix(120, 120, RandomMatrices.positiveDefinite(120, 10, 4))
            .join();

    assertThat(Residuals.cholesky(a, a.cholesky().lower())).isLessThan(BOUND);
  }

  @Test
  void aMatrixThatIsNotSquareIsRefusedAtOnce() {
    BigMatrix a = lapwing.zeros(3, 4);

    assertThatThrownBy(() -> a.async().cholesky())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 x 4");
  }

  @Test
  void aRightHandSideOfAnotherLengthIsRefusedAtOnceWithBothShapes() {
    BigMatrix a = lapwing.randomSpd(10, 1);
    BigMatrix b = lapwing.zeros(11, 2);

    assertThatThrownBy(() -> a.async().solveSpd(b))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("10 x 10")
        .hasMessageContaining("11 x 2");
  }
}
