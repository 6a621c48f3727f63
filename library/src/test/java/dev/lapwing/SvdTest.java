package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.QrFactorizationTest.Any;
import dev.lapwing.lambdapack.algorithm.Band;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
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
import org.netlib.util.intW;

@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class SvdTest {
  /** The threshold of LAPACK's tests of singular values. */
  private static final double BOUND = 30;

  private static final double EPS = 0x1p-53;

  private final Lapwing lapwing = Lapwing.local();
  private final Operations operations = new Operations(lapwing, new ShippedPrograms());

  @AfterAll
  void close() {
    lapwing.close();
  }

  static Stream<Any> matrices() {
    Entries noise = RandomMatrices.normal(50);
    return Stream.concat(
        QrFactorizationTest.matrices(),
        Stream.of(
            new Any("a little taller than wide", 130, 110, 30, RandomMatrices.normal(51)),
            new Any("very tall", 400, 20, 16, RandomMatrices.normal(52)),
            new Any("very wide", 20, 400, 16, RandomMatrices.normal(53)),
            new Any("orthogonal", 100, 100, 30, GeneralMatrix.orthogonal(100)),
            new Any("identity", 65, 65, 16, (i, j) -> i == j ? 1 : 0),
            new Any("1e15", 100, 80, 25, RandomMatrices.conditioned(100, 80, 1e15, 54)),
            new Any("repeated columns", 90, 60, 25, (i, j) -> noise.at(i, j % 7)),
            new Any("one entry", 50, 40, 16, (i, j) -> i == 30 && j == 20 ? 7 : 0),
            new Any("blocks of columns", 310, 290, 96, RandomMatrices.normal(55)),
            new Any("tiny", 70, 60, 25, TestMatrix.scaled(1e-300, noise)),
            new Any("huge", 70, 60, 25, TestMatrix.scaled(1e300, noise)),
            new Any("far apart", 60, 60, 25, (i, j) -> noise.at(i, j) * Math.pow(1e5, i - 60.0)),
            new Any("bidiagonal", 60, 60, 16, (i, j) -> i == j ? i + 1 : j == i + 1 ? 1 : 0)));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void theFactorsAreOrthogonalAndTheirProductIsTheMatrix(Any any) {
    try (BigMatrix a = any.in(lapwing)) {
      double[] values = a.singularValues();
      assertDecomposed(a, a.svd(), values);
      assertDecomposed(a, vectorsByBand(a, RunOptions.defaults()), values);
    }
  }

  private static void assertDecomposed(BigMatrix a, SvdFactorization factors, double[] alone) {
    try (SvdFactorization svd = factors) {
      double[] values = svd.singularValues();
      long least = Math.min(a.rows(), a.columns());
      assertThat(values).hasSize((int) least);
      assertThat(svd.u().shape()).isEqualTo(new Shape(a.rows(), least));
      assertThat(svd.v().shape()).isEqualTo(new Shape(a.columns(), least));
      assertThat(Residuals.svd(a, svd.u(), values, svd.vt())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(svd.u())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(svd.v())).isLessThan(BOUND);
      assertFalls(values);
      assertAgree(alone, values, a);
    }
  }

  /** As it is done where a matrix is too large for one task. */
  private SvdFactorization vectorsByBand(BigMatrix a, RunOptions options) {
    Svd svd = new Svd(operations, options);
    if (a.rows() >= a.columns()) {
      return svd.factorsByBand(a).join();
    }
    try (BigMatrix transpose = a.transpose()) {
      return svd.factorsByBand(transpose).join().swapped();
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void singularValuesAreThoseOfLapack(Any any) {
    try (BigMatrix a = any.in(lapwing)) {
      double[] expected = gesdd(a);
      assertAgree(a.singularValues(), expected, a);
      assertAgree(byBand(a), expected, a);
    }
  }

  /** As it is done where a matrix is too large for one task. */
  private double[] byBand(BigMatrix a) {
    Operand operand = a.rows() < a.columns() ? Operand.of(a).transpose() : Operand.of(a);
    return Svd.entries(operations.svd().singularValuesByBand(operand).start().join().get("S"));
  }

  /** Values as {@code dlatms} spaces them: MODE 1, 2, 3, 4, and some of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"one large", "one tiny", "graded", "arithmetic", "equal", "clustered"})
  void aSpectrumThatIsKnownIsFound(String kind) {
    int n = 90;
    IntToDoubleFunction spectrum = spectrum(kind, n);
    assertFound(90, n, 1, spectrum);
    assertFound(110, n, 1e150, spectrum);
    assertFound(200, n, 1e-150, spectrum);
  }

  /** n values, none larger than 1 but for rounding. */
  static IntToDoubleFunction spectrum(String kind, int n) {
    return switch (kind) {
      case "one large" -> i -> i == 0 ? 1 : 1e-15;
      case "one tiny" -> i -> i == n - 1 ? 1e-15 : 1;
      case "graded" -> i -> Math.pow(10, -15.0 * i / (n - 1));
      case "arithmetic" -> i -> 1 - (double) i / n;
      case "equal" -> i -> 1;
      default -> i -> 3 * i < n ? 1 + i * EPS : 3 * i < 2 * n ? 0.5 : 1e-9;
    };
  }

  private void assertFound(int rows, int n, double scale, IntToDoubleFunction spectrum) {
    double[] expected = new double[n];
    Arrays.setAll(expected, i -> scale * spectrum.applyAsDouble(i));
    Arrays.sort(expected);
    try (BigMatrix a = withSpectrum(lapwing, rows, n, i -> scale * spectrum.applyAsDouble(i))) {
      double[] values = a.singularValues();
      double bound = BOUND * rows * EPS * expected[n - 1];
      for (int i = 0; i < n; i++) {
        assertThat(values[i]).isEqualTo(expected[n - 1 - i], within(bound));
      }
      assertAgree(byBand(a), values, a);
      assertAgree(gesdd(a), values, a);
      assertDecomposed(a, a.svd(), values);
      assertDecomposed(a, vectorsByBand(a, RunOptions.defaults()), values);
    }
  }

  /** U D V^T by the QR factorizations of random matrices. */
  static BigMatrix withSpectrum(Lapwing lapwing, int rows, int n, IntToDoubleFunction spectrum) {
    double[] d = new double[n];
    Arrays.setAll(d, spectrum);
    RunOptions tiles = RunOptions.defaults().tile(new Shape(24, 24));
    Entries random = RandomMatrices.normal(60);
    try (BigMatrix left = lapwing.async(tiles).matrix(rows, n, random).join();
        BigMatrix right = lapwing.async(tiles).matrix(n, n, RandomMatrices.normal(61)).join();
        QrFactorization leftQr = left.qr();
        QrFactorization rightQr = right.qr();
        BigMatrix u = leftQr.q();
        BigMatrix v = rightQr.q();
        BigMatrix vt = v.transpose();
        BigMatrix scaled = ColumnScaling.start("", u, d, RunOptions.defaults()).join()) {
      return scaled.multiply(vt);
    }
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void basesAreCompleted(Any any) {
    try (BigMatrix a = any.in(lapwing);
        SvdFactorization svd = a.svd();
        BigMatrix u = svd.fullU();
        BigMatrix v = svd.fullV();
        BigMatrix first = u.slice(0, u.rows(), 0, svd.u().columns());
        BigMatrix difference = first.minus(svd.u())) {
      assertThat(u.shape()).isEqualTo(new Shape(a.rows(), a.rows()));
      assertThat(v.shape()).isEqualTo(new Shape(a.columns(), a.columns()));
      assertThat(Residuals.orthogonality(u)).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(v)).isLessThan(BOUND);
      assertThat(difference.norm(Norm.ONE)).isLessThan(BOUND * a.rows() * EPS);
    }
  }

  @ParameterizedTest
  @CsvSource({"70,50,12", "50,70,12", "60,60,60", "60,60,1"})
  void theRankIsCountedAndThePseudoInverseIsOne(int rows, int columns, int rank) {
    try (BigMatrix left = lapwing.random(rows, rank, 70);
        BigMatrix right = lapwing.random(rank, columns, 71);
        BigMatrix a = left.multiply(right);
        SvdFactorization svd = a.svd();
        BigMatrix inverse = svd.pseudoInverse();
        BigMatrix projector = a.multiply(inverse);
        BigMatrix again = projector.multiply(a);
        BigMatrix difference = again.minus(a)) {
      assertThat(svd.rank()).isEqualTo(rank);
      assertThat(inverse.shape()).isEqualTo(new Shape(columns, rows));
      double condition = svd.norm() / svd.singularValues()[rank - 1];
      double bound = BOUND * 70 * EPS * condition * a.norm(Norm.ONE);
      assertThat(difference.norm(Norm.ONE)).isLessThan(bound);
      assertThat(svd.rank(2)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"40,40", "60,20", "20,60", "30,40"})
  void leftVectorsGoWhereTheyAreWanted(int rows, int columns) {
    String place = "mem:left-vectors-%d-%d".formatted(rows, columns);
    try (BigMatrix a = lapwing.random(rows, columns, 75);
        SvdFactorization svd = a.async(RunOptions.into(place)).svd().join();
        BigMatrix u = lapwing.open(place)) {
      assertThat(svd.u().location()).isEqualTo(place);
      assertThat(u.toArray()).isDeepEqualTo(svd.u().toArray());
      assertThat(svd.v().location()).isNotEqualTo(place);
    }
  }

  @Test
  void leftVectorsByWayOfABandGoThereToo() {
    String place = "mem:left-vectors-by-band";
    try (BigMatrix a = lapwing.random(60, 40, 76);
        SvdFactorization svd = vectorsByBand(a, RunOptions.into(place));
        BigMatrix u = lapwing.open(place)) {
      assertThat(u.toArray()).isDeepEqualTo(svd.u().toArray());
    }
  }

  @Test
  void theConditionIsTheRatioOfTheExtremes() {
    Entries entries = RandomMatrices.conditioned(60, 60, 1e6, 72);
    try (SvdFactorization svd = new Any("", 60, 60, 20, entries).in(lapwing).svd()) {
      assertThat(svd.condition()).isEqualTo(1e6, within(1e6 * 1e-8));
      assertThat(svd.norm()).isEqualTo(1, within(BOUND * 60 * EPS));
    }
  }

  @ParameterizedTest
  @CsvSource({"40,40", "60,41", "41,60", "90,20"})
  void whatIsNotFiniteMakesAllOfItNaN(int rows, int columns) {
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Entries noise = RandomMatrices.normal(73);
      Entries entries = (i, j) -> i == 17 && j == 11 ? value : noise.at(i, j);
      try (BigMatrix a = new Any("", rows, columns, 16, entries).in(lapwing)) {
        assertThat(a.singularValues()).containsOnly(Double.NaN);
        assertNaN(a.svd());
        assertNaN(vectorsByBand(a, RunOptions.defaults()));
      }
    }
  }

  /** Reflectors that are never made, as a column has nothing but zeros below the diagonal. */
  @ParameterizedTest
  @CsvSource({"1,1", "5,1", "5,4", "4,5"})
  void whatIsNotFiniteAmongZerosMakesAllOfItNaN(int rows, int columns) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Entries entries = (i, j) -> i == 0 && j == 0 ? value : 0;
      try (BigMatrix a = new Any("", rows, columns, 16, entries).in(lapwing)) {
        assertNaN(a.svd());
      }
    }
  }

  private static void assertNaN(SvdFactorization factors) {
    try (SvdFactorization svd = factors) {
      assertThat(svd.singularValues()).containsOnly(Double.NaN);
      assertThat(svd.u().toRowMajor()).containsOnly(Double.NaN);
      assertThat(svd.v().toRowMajor()).containsOnly(Double.NaN);
    }
  }

  /** NumPyWren's is a matrix of 16 by 4; the others have trees of every depth. */
  @ParameterizedTest
  @CsvSource({
    "16, 4", "3, 1", "7, 1", "7, 2", "11, 2", "11, 3", "19, 1", "19, 5", "27, 2", "27, 7", "47, 1",
    "47, 3", "47, 12"
  })
  void theBandHasTheSingularValuesOfTheMatrix(int n, int group) {
    try (BigMatrix a = new Any("", n, n, 4, RandomMatrices.normal(74)).in(lapwing);
        BigMatrix b =
            lapwing
                .program(Band.program())
                .input("A", a)
                .parameter("group", group)
                .start()
                .join()
                .get("B")) {
      double[][] entries = b.toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (j < i || j > i + 4) {
            assertThat(entries[i][j]).isZero();
          }
        }
      }
      assertAgree(b.singularValues(), gesdd(a), a);
    }
  }

  @Test
  void aMatrixWithoutEntriesIsRefused() {
    assertThatThrownBy(() -> lapwing.zeros(0, 4).singularValues())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one row and one column");
    assertThatThrownBy(() -> lapwing.zeros(4, 0).svd())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertFalls(double[] values) {
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isNotNegative().isLessThanOrEqualTo(values[Math.max(0, i - 1)]);
    }
  }

  private static void assertAgree(double[] actual, double[] expected, BigMatrix a) {
    assertThat(actual).hasSameSizeAs(expected);
    double bound = BOUND * Math.max(a.rows(), a.columns()) * EPS * expected[0];
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isEqualTo(expected[i], within(bound));
    }
  }

  private static double[] gesdd(BigMatrix a) {
    int m = (int) a.rows();
    int n = (int) a.columns();
    int k = Math.min(m, n);
    double[] values = new double[k];
    double[] work = new double[100 * (m + n) + 4 * k * k];
    var info = new intW(0);
    try (BigMatrix transpose = a.transpose()) {
      JavaLAPACK.getInstance()
          .dgesdd(
              "N",
              m,
              n,
              transpose.toRowMajor(),
              m,
              values,
              new double[1],
              1,
              new double[1],
              1,
              work,
              work.length,
              new int[8 * k],
              info);
    }
    assertThat(info.val).isZero();
    return values;
  }
}
