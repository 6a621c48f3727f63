package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.executor.SingularMatrix;
import dev.lapwing.lambdapack.algorithm.Lu;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
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
class LuTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.GeneralMatrix#all")
  void theFactorsMakeThePermutedMatrix(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    try (LuFactor factor = a.lu()) {
      assertFactors(a, factor);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "257, 100, 64", "100, 257, 64", "1, 90, 32", "90, 1, 32", "64, 200, 64", "200, 64, 64",
    "130, 128, 64", "128, 130, 64", "33, 70, 16", "70, 33, 16", "10, 3, 64", "3, 10, 64"
  })
  void matricesOfEveryShapeHaveFactors(int m, int n, int tile) {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, m, n, tile, RandomMatrices.uniform(7));
    try (LuFactor factor = a.lu()) {
      assertFactors(a, factor);
    }
  }

  /** What {@code dget01} computes, and that the factors are of the right form. */
  private static void assertFactors(BigMatrix a, LuFactor factor) {
    try (BigMatrix l = factor.lower();
        BigMatrix u = factor.upper()) {
      assertThat(Residuals.lu(a, l, u, factor.order())).isLessThan(BOUND);
      assertThat(factor.permutation())
          .containsExactlyInAnyOrder(LongStream.range(0, a.rows()).toArray());
      double[][] lower = l.toArray();
      double[][] upper = u.toArray();
      for (int i = 0; i < lower.length; i++) {
        for (int j = i; j < lower[i].length; j++) {
          assertThat(lower[i][j]).isEqualTo(i == j ? 1 : 0);
        }
      }
      for (int i = 0; i < upper.length; i++) {
        assertThat(Arrays.stream(upper[i]).limit(i)).allMatch(entry -> entry == 0);
      }
    }
  }

  /** Leaves of one tile, and of some: trees of every depth, with nodes that have one child. */
  @ParameterizedTest
  @MethodSource("dev.lapwing.GeneralMatrix#all")
  void tournamentsOfManyLeavesGiveFactorsAsGood(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    for (long chunk : new long[] {1, 3}) {
      Map<String, BigMatrix> results =
          lapwing
              .program(Lu.program())
              .size("w", 1, 1)
              .parameter("chunk", chunk)
              .input("A", a)
              .start()
              .join();
      try (LuFactor factor = new LuFactor(results.get("F"), results.get("P"))) {
        assertFactors(a, factor);
      }
    }
  }

  /** With one leaf, tournament pivoting is partial pivoting: no multiplier is larger than one. */
  @Test
  void smallMatricesArePivotedAsLapackDoes() {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, 150, 150, 40, RandomMatrices.uniform(8));
    try (LuFactor factor = a.lu();
        BigMatrix l = factor.lower()) {
      assertThat(l.norm(Norm.MAX)).isEqualTo(1);
      assertThat(factor.permutation()).isEqualTo(partialPivoting(a.toArray()));
    }
  }

  private static long[] partialPivoting(double[][] a) {
    long[] order = LongStream.range(0, a.length).toArray();
    for (int k = 0; k < a.length; k++) {
      int pivot = k;
      for (int i = k; i < a.length; i++) {
        pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      long number = order[pivot];
      order[pivot] = order[k];
      order[k] = number;
      for (int i = k + 1; i < a.length; i++) {
        double factor = a[i][k] / row[k];
        for (int j = k; j < a.length; j++) {
          a[i][j] -= factor * row[j];
        }
      }
    }
    return order;
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.GeneralMatrix#withoutGrowth")
  void solvingGivesBackTheRightHandSide(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 7, 11);
    try (BigMatrix x = a.solve(b);
        LuFactor factor = a.lu();
        BigMatrix y = factor.solve(b);
        BigMatrix transposed = a.transpose();
        BigMatrix z = factor.solveTransposed(b)) {
      assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(a, y, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(transposed, z, b)).isLessThan(BOUND);
    }
  }

  @Test
  void aTransposeIsSolvedWithWithoutBeingCopied() {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, 90, 90, 32, RandomMatrices.uniform(9));
    BigMatrix b = lapwing.random(90, 40, 12);
    try (BigMatrix transposed = a.transpose();
        BigMatrix x = transposed.solve(b)) {
      assertThat(Residuals.solve(transposed, x, b)).isLessThan(BOUND);
    }
  }

  @Test
  void aMatrixThatIsExactlySingularHasFactorsButNoSolution() {
    Entries random = RandomMatrices.uniform(10);
    BigMatrix a =
        GeneralMatrix.rectangle(lapwing, 150, 150, 40, (i, j) -> j == 99 ? 0 : random.at(i, j));
    BigMatrix b = lapwing.random(150, 2, 1);
    try (LuFactor factor = a.lu()) {
      assertFactors(a, factor);
      assertThat(factor.determinant()).isEqualTo(new Determinant(0, Double.NEGATIVE_INFINITY));
      assertThat(factor.reciprocalCondition(a.norm(Norm.ONE))).isZero();
      SingularMatrix later = catchThrowableOfType(SingularMatrix.class, () -> factor.solve(b));
      assertThat(later.order()).isEqualTo(100);
      assertThat(later.pivot().tileRow()).isEqualTo(2);
    }
    SingularMatrix failure = catchThrowableOfType(SingularMatrix.class, () -> a.solve(b));
    assertThat(failure.order()).isEqualTo(100);
    assertThatThrownBy(a::inverse).isInstanceOf(SingularMatrix.class);
    assertThat(a.reciprocalCondition()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"70, 32", "12, 1", "33, 16"})
  void matricesOfLowRankHaveFactors(int n, int tile) {
    for (Entries entries :
        new Entries[] {(i, j) -> 0, (i, j) -> 1, (i, j) -> i + 1, (i, j) -> i < 2 ? j : 0}) {
      BigMatrix a = GeneralMatrix.rectangle(lapwing, n, n, tile, entries);
      try (LuFactor factor = a.lu()) {
        assertFactors(a, factor);
        assertThat(factor.determinant().sign()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void numbersThatAreNoneSpreadAndHangNothing(double value) {
    Entries random = RandomMatrices.uniform(11);
    BigMatrix a =
        GeneralMatrix.rectangle(
            lapwing, 100, 100, 32, (i, j) -> i == 70 && j == 50 ? value : random.at(i, j));
    try (LuFactor factor = a.lu()) {
      assertThat(factor.permutation())
          .containsExactlyInAnyOrder(LongStream.range(0, 100).toArray());
      assertThat(factor.packed().norm(Norm.MAX)).isNotFinite();
      assertThat(factor.determinant().logAbsolute()).isNotFinite();
    }
    if (Double.isNaN(value)) {
      assertThat(a.solve(lapwing.random(100, 1, 1)).norm(Norm.MAX)).isNaN();
    }
  }

  @Test
  void theDeterminantIsThatOfATriangleAndOfAPermutation() {
    BigMatrix triangle =
        GeneralMatrix.rectangle(lapwing, 90, 90, 32, (i, j) -> i == j ? -2 : i > j ? 1e-3 : 0);
    assertThat(triangle.determinant().sign()).isEqualTo(1);
    assertThat(triangle.determinant().logAbsolute()).isCloseTo(90 * Math.log(2), within(1e-10));
    BigMatrix cycle =
        GeneralMatrix.rectangle(lapwing, 90, 90, 32, (i, j) -> (i + 1) % 90 == j ? 1 : 0);
    assertThat(cycle.determinant()).isEqualTo(new Determinant(-1, 0));
    assertThat(cycle.determinant().value()).isEqualTo(-1);
    BigMatrix swapped =
        GeneralMatrix.rectangle(
            lapwing,
            3,
            3,
            2,
            (i, j) -> new double[][] {{0, 2, 0}, {3, 0, 0}, {0, 0, 5}}[(int) i][(int) j]);
    assertThat(swapped.determinant().value()).isCloseTo(-30, within(1e-13));
  }

  @Test
  void aDeterminantThatNoDoubleHoldsHasALogarithm() {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, 100, 100, 32, (i, j) -> i == j ? 1e200 : 0);
    Determinant determinant = a.determinant();
    assertThat(determinant.logAbsolute()).isCloseTo(100 * 200 * Math.log(10), within(1e-8));
    assertThat(determinant.value()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theInverseTimesTheMatrixIsTheIdentity() {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, 120, 120, 32, RandomMatrices.uniform(12));
    BigMatrix spd =
        GeneralMatrix.rectangle(
            lapwing, 120, 120, 32, RandomMatrices.positiveDefinite(120, 1e3, 13));
    try (BigMatrix inverse = a.inverse();
        LuFactor factor = a.lu();
        BigMatrix another = factor.inverse();
        CholeskyFactor cholesky = spd.cholesky();
        BigMatrix third = cholesky.inverse()) {
      assertThat(Residuals.solve(a, inverse, lapwing.identity(120))).isLessThan(BOUND);
      assertThat(Residuals.solve(a, another, lapwing.identity(120))).isLessThan(BOUND);
      assertThat(Residuals.solve(spd, third, lapwing.identity(120))).isLessThan(BOUND);
    }
  }

  @Test
  void theInverseOfATriangleReadsTheTriangleAlone() {
    Entries entries = RandomMatrices.positiveDefinite(90, 10, 16);
    BigMatrix full = GeneralMatrix.rectangle(lapwing, 90, 90, 32, entries);
    BigMatrix lower =
        GeneralMatrix.rectangle(lapwing, 90, 90, 32, (i, j) -> i >= j ? entries.at(i, j) : 0);
    try (BigMatrix upper = lower.transpose();
        BigMatrix inverse = full.inverseLower();
        BigMatrix another = full.inverseUpper()) {
      assertThat(Residuals.solve(lower, inverse, lapwing.identity(90))).isLessThan(BOUND);
      assertThat(Residuals.solve(upper, another, lapwing.identity(90))).isLessThan(BOUND);
      assertThat(inverse.get(3, 80)).isZero();
    }
  }

  /** A solution that is wrong in its eighth digit is right in its last after one step. */
  @Test
  void refinementMakesUpForAnInaccurateSolution() {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, 120, 120, 32, RandomMatrices.uniform(17));
    BigMatrix b = lapwing.random(120, 3, 18);
    try (LuFactor factor = a.lu();
        BigMatrix x = factor.solve(b);
        BigMatrix noise = x.scale(1 + 1e-8);
        BigMatrix better = factor.refine(a, noise, b)) {
      assertThat(Residuals.solve(a, noise, b)).isGreaterThan(1e3);
      assertThat(Residuals.solve(a, better, b)).isLessThan(BOUND);
    }
  }

  /** As LAPACK's {@code dget06} looks at {@code dgecon}: the ratio to the true value. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e4, 1e8, 1e12})
  void theConditionIsEstimatedWithinAFactorOfThree(double condition) {
    int n = 100;
    BigMatrix a =
        GeneralMatrix.rectangle(lapwing, n, n, 32, RandomMatrices.conditioned(n, n, condition, 14));
    double exact = 1 / a.norm(Norm.ONE) / a.inverse().norm(Norm.ONE);
    assertThat(a.reciprocalCondition() / exact).isBetween(1 - 1e-3, 3.0);
  }

  @Test
  void theConditionOfSmallAndDiagonalMatricesIsExact() {
    assertThat(lapwing.identity(50).reciprocalCondition()).isEqualTo(1);
    BigMatrix diagonal = GeneralMatrix.rectangle(lapwing, 60, 60, 16, (i, j) -> i == j ? i + 1 : 0);
    assertThat(diagonal.reciprocalCondition()).isCloseTo(1.0 / 60, within(1e-15));
    assertThat(lapwing.matrix(new double[][] {{-7}}).reciprocalCondition()).isEqualTo(1);
    assertThat(lapwing.zeros(3, 3).reciprocalCondition()).isZero();
    assertThat(lapwing.matrix(2, 2, (i, j) -> Double.NaN).reciprocalCondition()).isNaN();
  }

  @Test
  void rowsAreFetchedByTheirNumbers() {
    BigMatrix a = GeneralMatrix.rectangle(lapwing, 10, 4, 3, (i, j) -> 10 * i + j);
    BigMatrix order = lapwing.matrix(10, 1, (i, j) -> (3 * i + 2) % 10);
    BigMatrix rows = a.permuteRows(order);
    for (int i = 0; i < 10; i++) {
      assertThat(rows.get(i, 3)).isEqualTo(10 * ((3 * i + 2) % 10) + 3);
    }
    assertThatThrownBy(() -> a.permuteRows(lapwing.zeros(9, 1))).isInstanceOf(ShapeMismatch.class);
  }

  @Test
  void emptyMatricesHaveEmptyFactors() {
    BigMatrix empty = lapwing.zeros(0, 0);
    try (LuFactor factor = empty.lu()) {
      assertThat(factor.packed().shape()).isEqualTo(new Shape(0, 0));
      assertThat(factor.permutation()).isEmpty();
      assertThat(factor.determinant()).isEqualTo(new Determinant(1, 0));
      assertThat(factor.solve(lapwing.zeros(0, 3)).shape()).isEqualTo(new Shape(0, 3));
    }
    assertThat(empty.solve(lapwing.zeros(0, 3)).shape()).isEqualTo(new Shape(0, 3));
    assertThat(lapwing.random(50, 50, 1).solve(lapwing.zeros(50, 0)).shape())
        .isEqualTo(new Shape(50, 0));
    try (LuFactor tall = lapwing.zeros(5, 0).lu();
        LuFactor wide = lapwing.zeros(0, 5).lu()) {
      assertThat(tall.lower().shape()).isEqualTo(new Shape(5, 0));
      assertThat(tall.permutation()).containsExactly(0, 1, 2, 3, 4);
      assertThat(wide.upper().shape()).isEqualTo(new Shape(0, 5));
    }
  }

  @Test
  void tilesThatAreNotSquareAreCutAnew() {
    BigMatrix a =
        lapwing
            .async(RunOptions.defaults().tile(new Shape(30, 50)))
            .matrix(120, 120, RandomMatrices.uniform(15))
            .join();
    try (LuFactor factor = a.lu()) {
      assertFactors(a, factor);
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAtOnce() {
    BigMatrix wide = lapwing.zeros(3, 4);
    BigMatrix b = lapwing.zeros(4, 2);

    assertThatThrownBy(() -> wide.async().solve(b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot solve with a matrix of 3 x 4: it must be square");
    assertThatThrownBy(() -> wide.async().determinant()).hasMessageContaining("determinant");
    assertThatThrownBy(() -> wide.async().inverse()).hasMessageContaining("cannot invert");
    assertThatThrownBy(() -> lapwing.identity(3).async().solve(b))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("3 x 3")
        .hasMessageContaining("4 x 2");
    try (LuFactor factor = wide.lu()) {
      assertThatThrownBy(() -> factor.solveAsync(b)).hasMessageContaining("3 x 4");
      assertThatThrownBy(factor::determinantAsync).hasMessageContaining("3 x 4");
    }
  }
}
