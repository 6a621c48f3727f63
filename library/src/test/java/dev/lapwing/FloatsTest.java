package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.PrecisionMismatch;
import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.state.Precision;
import dev.lapwing.tiles.HeapMatrix;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is computed in doubles, in floats: as accurately, in units of their rounding. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class FloatsTest {
  private static final double BOUND = 10;

  @TempDir Path folder;

  private final Lapwing lapwing = Lapwing.builder().precision(Precision.FLOAT32).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  /** What is in the range of floats. */
  static Stream<GeneralMatrix> general() {
    return GeneralMatrix.withoutGrowth()
        .filter(matrix -> !matrix.name().equals("tiny") && !matrix.name().equals("huge"));
  }

  static Stream<TestMatrix> positiveDefinite() {
    return TestMatrix.positiveDefinite()
        .filter(matrix -> !matrix.name().equals("tiny") && !matrix.name().equals("huge"))
        .filter(matrix -> !matrix.name().equals("ill-conditioned"));
  }

  @ParameterizedTest
  @MethodSource("positiveDefinite")
  void choleskyFactorizationsAndSolutions(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 3, 5);
    try (CholeskyFactor factor = a.cholesky();
        BigMatrix x = a.solveSpd(b)) {
      assertThat(factor.lower().precision()).isEqualTo(Precision.FLOAT32);
      assertThat(Residuals.cholesky(a, factor.lower())).isLessThan(BOUND);
      assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("general")
  void luFactorizationsAndSolutions(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    BigMatrix b = lapwing.random(matrix.n(), 3, 5);
    try (LuFactor factor = a.lu();
        BigMatrix l = factor.lower();
        BigMatrix u = factor.upper();
        BigMatrix x = a.solve(b);
        BigMatrix y = factor.solveTransposed(b);
        BigMatrix transposed = a.transpose()) {
      assertThat(Residuals.lu(a, l, u, factor.order())).isLessThan(BOUND);
      assertThat(Residuals.solve(a, x, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(transposed, y, b)).isLessThan(BOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("general")
  void qrFactorizations(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    try (QrFactorization qr = a.qr();
        BigMatrix q = qr.q();
        LqFactorization lq = a.lq();
        BigMatrix rows = lq.q()) {
      assertThat(Residuals.qr(a, q, qr.r())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(q)).isLessThan(BOUND);
      assertThat(Residuals.multiply(lq.l(), rows, a)).isLessThan(BOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("general")
  void singularValueDecompositions(GeneralMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    var operations = new Operations(lapwing, new ShippedPrograms());
    try (SvdFactorization direct = a.svd();
        SvdFactorization banded =
            new Svd(operations, RunOptions.defaults()).factorsByBand(a).join()) {
      for (SvdFactorization svd : List.of(direct, banded)) {
        double[] values = svd.singularValues();
        assertThat(svd.u().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(Residuals.svd(a, svd.u(), values, svd.vt())).isLessThan(BOUND);
        assertThat(Residuals.orthogonality(svd.u())).isLessThan(BOUND);
        assertThat(Residuals.orthogonality(svd.v())).isLessThan(BOUND);
        double bound = BOUND * matrix.n() * Precision.FLOAT32.unitRoundoff() * values[0];
        assertThat(a.singularValues()).containsExactly(values, within(bound));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("general")
  void eigenvaluesAndVectors(GeneralMatrix matrix) {
    Entries lower = (i, j) -> matrix.entries().at(Math.max(i, j), Math.min(i, j));
    BigMatrix a = GeneralMatrix.rectangle(lapwing, matrix.n(), matrix.n(), matrix.tile(), lower);
    SvdOperations byBand = new SvdOperations(lapwing, new ShippedPrograms());
    Map<String, BigMatrix> results = byBand.eighByBand(Operand.of(a)).start().join();
    try (EigenFactorization direct = a.eigh();
        EigenFactorization banded =
            new EigenFactorization(Svd.entries(results.get("W")), results.get("V"))) {
      double largest = a.singularValues()[0];
      double bound = BOUND * matrix.n() * Precision.FLOAT32.unitRoundoff() * largest;
      for (EigenFactorization eigen : List.of(direct, banded)) {
        assertThat(eigen.vectors().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(Residuals.eigen(a, eigen.values(), eigen.vectors())).isLessThan(BOUND);
        assertThat(Residuals.orthogonality(eigen.vectors())).isLessThan(BOUND);
        assertThat(a.eigenvalues()).containsExactly(eigen.values(), within(bound));
      }
    }
  }

  @Test
  void whatElseIsComputedFromFactors() {
    BigMatrix a = lapwing.random(100, 100, 4);
    BigMatrix b = lapwing.random(100, 3, 5);
    BigMatrix tall = lapwing.random(500, 20, 6);
    try (BigMatrix doubles = a.to(Precision.FLOAT64);
        LuFactor factor = a.lu();
        BigMatrix x = factor.solve(b);
        BigMatrix better = factor.refine(a, x, b);
        BigMatrix inverse = a.inverse();
        QrFactors tsqr = tall.tsqr();
        SvdFactorization svd = tall.svd();
        BigMatrix full = svd.fullU();
        BigMatrix pseudo = svd.pseudoInverse();
        BigMatrix projected = pseudo.multiply(tall)) {
      assertThat(Residuals.solve(a, better, b)).isLessThan(BOUND);
      assertThat(Residuals.solve(a, inverse, lapwing.identity(100))).isLessThan(BOUND);
      assertThat(a.determinant().logAbsolute())
          .isEqualTo(doubles.determinant().logAbsolute(), within(0.05));
      assertThat(a.determinant().sign()).isEqualTo(doubles.determinant().sign());
      assertThat(a.reciprocalCondition() / doubles.reciprocalCondition()).isBetween(0.5, 2.0);
      assertThat(Residuals.qr(tall, tsqr.q(), tsqr.r())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(tsqr.q())).isLessThan(BOUND);
      assertThat(full.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(Residuals.orthogonality(full)).isLessThan(BOUND);
      assertThat(projected.minus(lapwing.identity(20)).norm(Norm.MAX)).isLessThan(1e-4);
    }
  }

  @Test
  void leastSquaresOfTallAndWideMatrices() {
    for (int[] shape : new int[][] {{300, 40}, {200, 150}, {90, 170}}) {
      BigMatrix a = lapwing.random(shape[0], shape[1], 1);
      BigMatrix b = lapwing.random(shape[0], 3, 2);
      try (BigMatrix x = a.leastSquares(b)) {
        assertThat(Residuals.leastSquares(a, x, b)).isLessThan(BOUND);
      }
    }
  }

  @Test
  void productsSumsAndNorms() {
    BigMatrix a = lapwing.random(130, 70, 1);
    BigMatrix b = lapwing.random(70, 90, 2);
    try (BigMatrix c = a.multiply(b);
        BigMatrix gram = a.gram();
        BigMatrix transposed = a.transpose();
        BigMatrix sum = a.plus(a);
        BigMatrix doubles = a.to(Precision.FLOAT64)) {
      assertThat(Residuals.multiply(a, b, c)).isLessThan(BOUND);
      assertThat(Residuals.multiply(transposed, a, gram)).isLessThan(BOUND);
      assertThat(sum.norm(Norm.ONE)).isEqualTo(2 * a.norm(Norm.ONE));
      for (Norm norm : Norm.values()) {
        assertThat(a.norm(norm) / doubles.norm(norm)).isBetween(1 - 1e-6, 1 + 1e-6);
      }
      assertThat(sum.storedBytes()).isEqualTo(130 * 70 * Float.BYTES);
    }
  }

  @Test
  void entriesArePutThroughFunctionsReducedCutAndStackedInFloats() {
    BigMatrix a = lapwing.random(130, 70, 1);
    double[][] entries = a.toArray();
    assertThat(a.map(EntryFunction.EXP).toArray())
        .isDeepEqualTo(floats(130, 70, (i, j) -> StrictMath.exp(entries[i][j])));
    assertThat(a.times(a).precision()).isEqualTo(Precision.FLOAT32);
    double[] sums = a.sum(Axis.COLUMNS).toRowMajor();
    double[] exact = a.to(Precision.FLOAT64).sum(Axis.COLUMNS).toRowMajor();
    double[] magnitudes =
        a.to(Precision.FLOAT64).map(EntryFunction.ABS).sum(Axis.COLUMNS).toRowMajor();
    for (int j = 0; j < sums.length; j++) {
      assertThat(Math.abs(sums[j] - exact[j])).isLessThanOrEqualTo(4 * 0x1p-24 * magnitudes[j]);
    }
    assertThat(a.max()).isEqualTo(a.to(Precision.FLOAT64).max());
    BigMatrix slice = a.slice(3, 100, 5, 60);
    assertThat(slice.copy(new Shape(41, 13)).precision()).isEqualTo(Precision.FLOAT32);
    assertThat(slice.copy(new Shape(41, 13)).toArray()).isDeepEqualTo(slice.toArray());
    assertThat(slice.above(slice).get(97, 0)).isEqualTo(entries[3][5]);
  }

  @Test
  void inversesOfTriangularAndPositiveDefiniteMatrices() {
    BigMatrix a = lapwing.randomSpd(150, 3);
    BigMatrix identity = lapwing.identity(150);
    assertThat(Residuals.solve(a, a.inverseSpd(), identity)).isLessThan(BOUND);
    try (CholeskyFactor factor = a.cholesky()) {
      BigMatrix l = factor.lower();
      assertThat(Residuals.solve(l, l.inverseLower(), identity)).isLessThan(BOUND);
      BigMatrix u = l.transpose();
      assertThat(Residuals.solve(u, u.inverseUpper(), identity)).isLessThan(BOUND);
    }
  }

  private static double[][] floats(int rows, int columns, HeapMatrix.Function function) {
    return HeapMatrix.of(rows, columns, (i, j) -> (float) function.at(i, j));
  }

  @Test
  void whatIsTooIllConditionedForFloatsIsRefused() {
    BigMatrix a = lapwing.matrix(193, 193, RandomMatrices.positiveDefinite(193, 1e12, 5));
    assertThatThrownBy(a::cholesky).isInstanceOf(NotPositiveDefinite.class);
  }

  @Test
  void convertingRoundsToNearestAndOverflowsToInfinity() {
    try (Lapwing doubles = Lapwing.local()) {
      double[][] entries = {{0.1, 1e300, -0.0}, {Double.NaN, 1e-300, 16_777_217}};
      BigMatrix a = doubles.matrix(entries);
      try (BigMatrix floats = a.to(Precision.FLOAT32);
          BigMatrix back = floats.to(Precision.FLOAT64)) {
        double[] expected = {0.1f, Double.POSITIVE_INFINITY, -0.0, Double.NaN, 0, 16_777_216};
        assertThat(floats.toRowMajor()).containsExactly(expected);
        assertThat(back.toRowMajor()).containsExactly(expected);
        assertThat(floats.toString()).contains("float32");
      }
    }
  }

  @Test
  void mixturesAreRefusedAndTheConversionIsNamed() {
    BigMatrix a = lapwing.random(20, 20, 1);
    try (BigMatrix b = a.to(Precision.FLOAT64)) {
      assertThatThrownBy(() -> a.multiply(b))
          .isInstanceOf(PrecisionMismatch.class)
          .hasMessageContainingAll("float32", "float64", "to(Precision.");
      assertThatThrownBy(() -> a.solve(b)).isInstanceOf(PrecisionMismatch.class);
      assertThatThrownBy(() -> a.plus(b)).isInstanceOf(PrecisionMismatch.class);
      assertThatThrownBy(() -> Residuals.solve(a, a, b))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("float32", "float64");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".zarr", ".npy", ".csv", ".mtx"})
  void whatIsSavedIsReadBackWithTheSameValues(String ending) {
    BigMatrix a = lapwing.random(31, 17, 3);
    String place = folder.resolve("a" + ending).toString();
    a.save(place);
    boolean text = ending.equals(".csv") || ending.equals(".mtx");
    RunOptions options =
        text ? RunOptions.defaults().precision(Precision.FLOAT32) : RunOptions.defaults();
    try (BigMatrix back = lapwing.async(options).load(place).join()) {
      assertThat(back.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(back.toArray()).isDeepEqualTo(a.toArray());
    }
  }
}
