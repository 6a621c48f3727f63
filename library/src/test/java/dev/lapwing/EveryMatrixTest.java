package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** Matrices that are cut so are cut anew where an algorithm wants square tiles. */
  @ParameterizedTest
  @CsvSource({
    "90,70,17,40",
    "70,90,40,17",
    "80,80,17,40",
    "80,80,40,17",
    "60,60,60,7",
    "60,60,7,60"
  })
  void tilesNeedNotBeSquare(int m, int n, int tileRows, int tileColumns) {
    RunOptions tiles = RunOptions.defaults().tile(new Shape(tileRows, tileColumns));
    try (BigMatrix a = lapwing.async(tiles).matrix(m, n, RandomMatrices.normal(3)).join();
        BigMatrix at = a.transpose();
        BigMatrix b = lapwing.async(tiles).matrix(m, 5, RandomMatrices.normal(4)).join();
        BigMatrix gram = a.gram();
        BigMatrix product = at.multiply(b);
        LuFactor lu = a.lu();
        BigMatrix l = lu.lower();
        BigMatrix u = lu.upper();
        QrFactorization qr = a.qr();
        BigMatrix q = qr.q();
        BigMatrix x = a.leastSquares(b);
        SvdFactorization svd = a.svd()) {
      assertThat(Residuals.multiply(at, a, gram)).isLessThan(BOUND);
      assertThat(Residuals.multiply(at, b, product)).isLessThan(BOUND);
      assertThat(Residuals.lu(a, l, u, lu.order())).isLessThan(BOUND);
      assertThat(Residuals.qr(a, q, qr.r())).isLessThan(BOUND);
      assertThat(Residuals.leastSquares(a, x, b)).isLessThan(BOUND);
      assertThat(Residuals.svd(a, svd.u(), svd.singularValues(), svd.vt())).isLessThan(BOUND);
      assertThat(a.singularValues()[0])
          .isEqualTo(svd.norm(), within(BOUND * 90 * Math.ulp(0.5) * svd.norm()));
      assertThat(a.norm(Norm.FROBENIUS)).isEqualTo(at.norm(Norm.FROBENIUS), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"17,40", "40,17", "80,9"})
  void tilesOfSymmetricMatricesNeedNotBeSquare(int tileRows, int tileColumns) {
    RunOptions tiles = RunOptions.defaults().tile(new Shape(tileRows, tileColumns));
    Entries entries = RandomMatrices.positiveDefinite(80, 100, 5);
    try (BigMatrix a = lapwing.async(tiles).matrix(80, 80, entries).join();
        BigMatrix b = lapwing.async(tiles).matrix(80, 5, RandomMatrices.normal(6)).join();
        CholeskyFactor factor = a.cholesky();
        BigMatrix x = a.solve(b);
        BigMatrix y = factor.lower().solveLower(b);
        BigMatrix inverse = a.inverseSpd();
        EigenFactorization eigen = a.eigh()) {
      assertThat(Residuals.cholesky(a, factor.lower())).isLessThan(BOUND);
      assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(factor.lower(), y, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(a, inverse, lapwing.identity(80))).isLessThan(BOUND);
      assertThat(Residuals.eigen(a, eigen.values(), eigen.vectors())).isLessThan(BOUND);
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
