package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
class QrTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  static Stream<Tall> tall() {
    return Stream.concat(
        IntStream.of(1, 2, 3, 5, 7, 12)
            .mapToObj(
                tiles ->
                    new Tall(tiles + " tiles", 16 * tiles - 3, 5, 16, RandomMatrices.normal(15))),
        others());
  }

  private static Stream<Tall> others() {
    return Stream.of(
        new Tall("random", 1000, 40, 128, RandomMatrices.uniform(1)),
        new Tall("ragged", 1001, 37, 100, RandomMatrices.normal(2)),
        new Tall("last tile of one row", 641, 20, 64, RandomMatrices.normal(3)),
        new Tall("tiles shorter than wide", 300, 60, 16, RandomMatrices.normal(4)),
        new Tall("ill-conditioned", 700, 30, 100, RandomMatrices.conditioned(700, 30, 1e12, 5)),
        new Tall("rank one", 300, 10, 50, (i, j) -> (i + 1) * (j + 1.0)),
        new Tall("zero", 300, 10, 50, (i, j) -> 0),
        new Tall("tiny", 500, 20, 60, TestMatrix.scaled(1e-150, RandomMatrices.normal(6))),
        new Tall("huge", 500, 20, 60, TestMatrix.scaled(1e150, RandomMatrices.normal(7))),
        new Tall("257 rows by 64", 257, 50, 64, RandomMatrices.normal(11)),
        new Tall("256 rows by 30", 256, 24, 30, RandomMatrices.normal(12)),
        new Tall(
            "graded",
            400,
            25,
            64,
            (i, j) -> Math.pow(10, -(i / 50.0 + j / 3.0)) * Math.cos((double) i * j)),
        new Tall("one column", 500, 1, 60, RandomMatrices.normal(8)),
        new Tall("square", 50, 50, 16, RandomMatrices.normal(9)),
        new Tall("one tile", 50, 20, 64, RandomMatrices.normal(10)),
        new Tall("1 x 1", 1, 1, 4, (i, j) -> -3));
  }

  static Stream<Tall> ofFullRank() {
    return tall().filter(tall -> !List.of("rank one", "zero").contains(tall.name()));
  }

  @ParameterizedTest
  @MethodSource("tall")
  void qTimesRIsTheMatrixAndQIsOrthogonal(Tall tall) {
    BigMatrix a = tall.in(lapwing);

    try (QrFactors factors = a.tsqr()) {
      assertThat(factors.q().shape()).isEqualTo(a.shape());
      assertThat(factors.r().shape()).isEqualTo(new Shape(a.columns(), a.columns()));
      assertThat(Residuals.qr(a, factors.q(), factors.r())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(factors.q())).isLessThan(BOUND);
      assertIsUpperTriangular(factors.r().toArray());
    }
  }

  @ParameterizedTest
  @MethodSource("tall")
  void rAloneIsTheSameR(Tall tall) {
    BigMatrix a = tall.in(lapwing);

    assertThat(a.tsqrR().toArray()).isDeepEqualTo(a.tsqr().r().toArray());
  }

  @ParameterizedTest
  @MethodSource("ofFullRank")
  void leastSquaresLeavesAResidualThatIsOrthogonalToTheMatrix(Tall tall) {
    BigMatrix a = tall.in(lapwing);
    BigMatrix b = lapwing.random(tall.rows(), 3, 12);

    BigMatrix x = a.leastSquares(b);

    assertThat(x.shape()).isEqualTo(new Shape(tall.columns(), 3));
    assertThat(Residuals.leastSquares(a, x, b)).isLessThan(BOUND);
    double little = 1e-6 * x.norm(Norm.MAX);
    BigMatrix wrong = x.plus(lapwing.random(tall.columns(), 3, 13).scale(little));
    assertThat(Residuals.leastSquares(a, wrong, b)).isGreaterThan(BOUND);
  }

  @Test
  void leastSquaresOfAConsistentSystemIsItsSolution() {
    BigMatrix a = new Tall("random", 500, 20, 64, RandomMatrices.normal(13)).in(lapwing);
    BigMatrix b = a.multiply(lapwing.random(20, 2, 14));

    assertThat(Residuals.solve(a, a.leastSquares(b), b)).isLessThan(100);
  }

  @Test
  void aMatrixWithoutColumnsIsRefusedAtOnce() {
    BigMatrix empty = lapwing.zeros(5, 0);

    assertThatThrownBy(() -> empty.async().tsqr())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 x 0");
  }

  @Test
  void aWideMatrixIsRefusedAtOnce() {
    BigMatrix wide = lapwing.zeros(3, 5);

    assertThatThrownBy(() -> wide.async().tsqr())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 x 5")
        .hasMessageContaining("transpose()");
  }

  private static void assertIsUpperTriangular(double[][] r) {
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(r[i][j]).isZero();
      }
    }
  }

  /** A matrix with at least as many rows as columns. */
  record Tall(String name, int rows, int columns, int tileRows, Entries entries) {
    BigMatrix in(Lapwing lapwing) {
      return lapwing
          .async(RunOptions.defaults().tile(new Shape(tileRows, columns)))
          .matrix(rows, columns, entries)
          .join();
    }

    @Override
    public String toString() {
      return "%s, %d x %d by %d".formatted(name, rows, columns, tileRows);
    }
  }
}
