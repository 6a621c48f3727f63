package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.executor.RankDeficient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
class QrFactorizationTest {
  private static final double BOUND = 10;
  private static final double EPS = 0x1p-53;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  static Stream<Any> matrices() {
    return Stream.of(
        new Any("square", 96, 96, 32, RandomMatrices.normal(1)),
        new Any("ragged", 101, 101, 30, RandomMatrices.normal(2)),
        new Any("tall", 203, 90, 40, RandomMatrices.normal(3)),
        new Any("wide", 90, 203, 40, RandomMatrices.normal(4)),
        new Any("two blocks of reflectors", 300, 200, 100, RandomMatrices.normal(5)),
        new Any("last row of one row", 97, 60, 32, RandomMatrices.normal(6)),
        new Any("last column of one column", 60, 97, 32, RandomMatrices.normal(7)),
        new Any("one row", 1, 50, 8, RandomMatrices.normal(8)),
        new Any("one column", 50, 1, 8, RandomMatrices.normal(9)),
        new Any("1 x 1", 1, 1, 4, (i, j) -> -3),
        new Any("one tile", 30, 20, 64, RandomMatrices.normal(10)),
        new Any("tiles of one entry", 9, 7, 1, RandomMatrices.normal(11)),
        new Any("zero", 70, 50, 20, (i, j) -> 0),
        new Any("zero columns first", 70, 50, 20, (i, j) -> j < 25 ? 0 : Math.sin(i * 50.0 + j)),
        new Any("rank one", 70, 50, 20, (i, j) -> (i + 1) * (j + 1.0)),
        new Any("ill-conditioned", 120, 60, 25, RandomMatrices.conditioned(120, 60, 1e12, 12)),
        new Any(
            "graded",
            80,
            80,
            25,
            (i, j) -> Math.pow(10, -(i + j) / 10.0) * Math.cos((double) i * j)),
        new Any("tiny", 80, 70, 25, TestMatrix.scaled(1e-150, RandomMatrices.normal(13))),
        new Any("huge", 80, 70, 25, TestMatrix.scaled(1e150, RandomMatrices.normal(14))));
  }

  static List<QrTree> trees() {
    return List.of(
        QrTree.automatic(), QrTree.flat(), QrTree.binary(), QrTree.groupsOf(2), QrTree.groupsOf(3));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void qTimesRIsTheMatrixAndQIsOrthogonal(Any any) {
    for (QrTree tree : List.of(QrTree.flat(), QrTree.groupsOf(2))) {
      try (BigMatrix a = any.in(lapwing);
          QrFactorization qr = a.qr(tree);
          BigMatrix q = qr.q()) {
        long least = Math.min(a.rows(), a.columns());
        assertThat(q.shape()).isEqualTo(new Shape(a.rows(), least));
        assertThat(qr.r().shape()).isEqualTo(new Shape(least, a.columns()));
        assertThat(Residuals.qr(a, q, qr.r())).as("%s", tree).isLessThan(BOUND);
        assertThat(Residuals.orthogonality(q)).as("%s", tree).isLessThan(BOUND);
        assertIsUpperTrapezoidal(qr.r().toArray());
      }
    }
  }

  /** The number of tiles of a panel decides the shape of its tree. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 12})
  void everyTreeWorksForAnyNumberOfTiles(int tiles) {
    for (QrTree tree : trees()) {
      for (int columns : new int[] {5, 14, 8 * tiles - 3}) {
        try (BigMatrix a =
                new Any("", 8 * tiles - 3, columns, 8, RandomMatrices.normal(15)).in(lapwing);
            QrFactorization qr = a.qr(tree);
            BigMatrix q = qr.q()) {
          assertThat(Residuals.qr(a, q, qr.r())).as("%s", tree).isLessThan(BOUND);
          assertThat(Residuals.orthogonality(q)).as("%s", tree).isLessThan(BOUND);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void rAloneIsTheSameR(Any any) {
    for (QrTree tree : List.of(QrTree.flat(), QrTree.groupsOf(2))) {
      try (BigMatrix a = any.in(lapwing);
          QrFactorization qr = a.qr(tree);
          BigMatrix r = a.async().qrR(tree).join()) {
        assertThat(r.toArray()).isDeepEqualTo(qr.r().toArray());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void theFullQIsOrthogonalAndBeginsWithTheEconomyOne(Any any) {
    try (BigMatrix a = any.in(lapwing);
        QrFactorization qr = a.qr(QrTree.groupsOf(2));
        BigMatrix q = qr.q();
        BigMatrix full = qr.fullQ();
        BigMatrix first = full.slice(0, full.rows(), 0, q.columns());
        BigMatrix difference = first.minus(q)) {
      assertThat(full.shape()).isEqualTo(new Shape(a.rows(), a.rows()));
      assertThat(Residuals.orthogonality(full)).isLessThan(BOUND);
      assertThat(difference.norm(Norm.ONE)).isLessThan(BOUND * a.rows() * EPS);
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void qIsAppliedWithoutBeingFormed(Any any) {
    for (QrTree tree : List.of(QrTree.flat(), QrTree.groupsOf(2))) {
      try (BigMatrix a = any.in(lapwing);
          QrFactorization qr = a.qr(tree);
          BigMatrix full = qr.fullQ();
          BigMatrix transpose = full.transpose();
          BigMatrix q = qr.q();
          BigMatrix b = lapwing.random(a.rows(), 11, 16);
          BigMatrix few = lapwing.random(q.columns(), 11, 17)) {
        assertThat(Residuals.multiply(full, b, qr.applyQ(b))).isLessThan(BOUND);
        assertThat(Residuals.multiply(transpose, b, qr.applyQTransposed(b))).isLessThan(BOUND);
        assertThat(Residuals.multiply(q, few, qr.applyQ(few))).isLessThan(BOUND);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void lTimesQIsTheMatrixAndTheRowsOfQAreOrthonormal(Any any) {
    try (BigMatrix a = any.in(lapwing);
        LqFactorization lq = a.lq();
        BigMatrix q = lq.q();
        BigMatrix full = lq.fullQ();
        BigMatrix at = a.transpose();
        BigMatrix qt = q.transpose();
        BigMatrix lt = lq.l().transpose();
        BigMatrix b = lapwing.random(a.columns(), 5, 18)) {
      assertThat(lq.l().shape()).isEqualTo(new Shape(a.rows(), q.rows()));
      assertThat(q.shape()).isEqualTo(new Shape(Math.min(a.rows(), a.columns()), a.columns()));
      assertThat(Residuals.qr(at, qt, lt)).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(qt)).isLessThan(BOUND);
      assertThat(Residuals.multiply(full, b, lq.applyQ(b))).isLessThan(BOUND);
      assertThat(Residuals.multiply(full.transpose(), b, lq.applyQTransposed(b))).isLessThan(BOUND);
      assertIsUpperTrapezoidal(lt.toArray());
    }
  }

  /** NumPyWren's own cases, on every block. */
  @ParameterizedTest
  @CsvSource({"28, 7", "16, 8"})
  void casesOfNumPyWren(int n, int tile) {
    try (BigMatrix a = new Any("", n, n, tile, RandomMatrices.normal(19)).in(lapwing);
        QrFactorization qr = a.qr();
        BigMatrix q = qr.q()) {
      assertThat(Residuals.qr(a, q, qr.r())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(q)).isLessThan(BOUND);
    }
  }

  @Test
  void whatIsNoNumberSpreadsAndDoesNotHang() {
    for (double strange : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Entries entries = (i, j) -> i == 17 && j == 3 ? strange : Math.sin(i * 40.0 + j);
      try (BigMatrix a = new Any("", 50, 40, 16, entries).in(lapwing);
          QrFactorization qr = a.qr();
          BigMatrix q = qr.q()) {
        assertThat(qr.r().norm(Norm.ONE)).isNaN();
        assertThat(q.norm(Norm.ONE)).isNaN();
        assertThat(qr.reciprocalCondition()).isNaN();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 0", "0, 0"})
  void aMatrixWithoutEntriesIsRefusedAtOnce(long rows, long columns) {
    BigMatrix empty = lapwing.zeros(rows, columns);

    assertThatThrownBy(() -> empty.async().qr())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rows + " x " + columns);
  }

  @Test
  void aMatrixWithTheWrongNumberOfRowsIsRefusedAtOnce() {
    try (QrFactorization qr = lapwing.random(30, 20, 1).qr()) {
      BigMatrix b = lapwing.random(25, 2, 2);
      assertThatThrownBy(() -> qr.applyQAsync(b)).isInstanceOf(ShapeMismatch.class);
      assertThatThrownBy(() -> qr.applyQTransposedAsync(b))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining("25 x 2");
    }
  }

  static List<Any> ofFullRank() {
    List<String> deficient = List.of("zero", "zero columns first", "rank one", "graded");
    List<Any> all = new ArrayList<>(matrices().toList());
    all.removeIf(any -> deficient.contains(any.name()));
    all.add(new Any("tall and many tiles wide", 700, 300, 64, RandomMatrices.normal(20)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("ofFullRank")
  void leastSquaresLeavesAResidualThatIsOrthogonalToTheMatrix(Any any) {
    try (BigMatrix a = any.in(lapwing);
        BigMatrix b = lapwing.random(a.rows(), 3, 21);
        BigMatrix x = a.leastSquares(b)) {
      assertThat(x.shape()).isEqualTo(new Shape(a.columns(), 3));
      assertThat(Residuals.leastSquares(a, x, b)).isLessThan(BOUND);
      if (a.rows() <= a.columns()) {
        assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
      }
    }
  }

  /** Anything that is added to it from the null space of A makes the solution longer. */
  @Test
  void anUnderdeterminedSystemIsSolvedByItsSolutionOfLeastNorm() {
    try (BigMatrix a = new Any("", 40, 90, 16, RandomMatrices.normal(22)).in(lapwing);
        BigMatrix b = lapwing.random(40, 2, 23);
        BigMatrix x = a.leastSquares(b);
        LqFactorization lq = a.lq();
        BigMatrix q = lq.fullQ();
        BigMatrix nullSpace = q.slice(40, 90, 0, 90);
        BigMatrix along = nullSpace.multiply(x)) {
      assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
      assertThat(along.norm(Norm.ONE)).isLessThan(BOUND * 90 * EPS * x.norm(Norm.ONE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero", "zero columns first", "rank one", "rank 49", "twice a column"})
  void aMatrixWithoutFullRankIsReported(String kind) {
    Entries noise = RandomMatrices.normal(24);
    Entries entries =
        switch (kind) {
          case "zero" -> (i, j) -> 0;
          case "zero columns first" -> (i, j) -> j < 25 ? 0 : noise.at(i, j);
          case "rank one" -> (i, j) -> (i + 1) * (j + 1.0);
          case "rank 49" -> (i, j) -> j < 49 ? noise.at(i, j) : noise.at(i, 0) - noise.at(i, 48);
          default -> (i, j) -> noise.at(i, j == 30 ? 7 : j);
        };
    for (int tile : new int[] {20, 64}) {
      for (double scale : new double[] {1, 1e-150, 1e150}) {
        BigMatrix a = new Any(kind, 70, 50, tile, TestMatrix.scaled(scale, entries)).in(lapwing);
        assertIsReported(a, lapwing.random(70, 2, 25));
        assertIsReported(a.transpose(), lapwing.random(50, 2, 25));
      }
    }
  }

  private static void assertIsReported(BigMatrix a, BigMatrix b) {
    assertThatThrownBy(() -> a.leastSquares(b))
        .isInstanceOfSatisfying(
            RankDeficient.class,
            failure -> assertThat(failure.reciprocalCondition()).isBetween(0.0, failure.least()))
        .hasMessageContaining("does not have full rank");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1e4, 1e10})
  void theConditionIsEstimatedWithinAFewTimes(double condition) {
    for (double scale : new double[] {1, 1e-200, 1e200}) {
      Entries entries = TestMatrix.scaled(scale, RandomMatrices.conditioned(60, 60, condition, 26));
      try (QrFactorization qr = new Any("", 60, 60, 16, entries).in(lapwing).qr()) {
        double estimate = 1 / qr.reciprocalCondition();
        // the condition in the 1-norm is within a factor of n of that in the 2-norm
        assertThat(estimate).isBetween(condition / 3, 60 * condition);
      }
    }
  }

  @Test
  void theConditionOfADiagonalIsExact() {
    Entries entries = (i, j) -> i == j ? i + 1 : 0;
    try (QrFactorization qr = new Any("", 40, 40, 16, entries).in(lapwing).qr()) {
      assertThat(qr.reciprocalCondition()).isEqualTo(1 / 40.0, within(1e-15));
    }
  }

  private static void assertIsUpperTrapezoidal(double[][] r) {
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < Math.min(i, r[i].length); j++) {
        assertThat(r[i][j]).isZero();
      }
    }
  }

  /** A matrix of any shape, in square tiles. */
  record Any(String name, int rows, int columns, int tile, Entries entries) {
    BigMatrix in(Lapwing lapwing) {
      return lapwing
          .async(RunOptions.defaults().tile(new Shape(tile, tile)))
          .matrix(rows, columns, entries)
          .join();
    }

    @Override
    public String toString() {
      return "%s, %d x %d by %d".formatted(name, rows, columns, tile);
    }
  }
}
