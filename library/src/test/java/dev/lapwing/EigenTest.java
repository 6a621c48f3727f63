package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.lambdapack.algorithm.Eigh;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
class EigenTest {
  /** The threshold of LAPACK's tests of eigenvalues. */
  private static final double BOUND = 30;

  private static final double EPS = 0x1p-53;

  private final Lapwing lapwing = Lapwing.local();
  private final SvdOperations byBand = new SvdOperations(lapwing, new ShippedPrograms());

  @AfterAll
  void close() {
    lapwing.close();
  }

  static Stream<GeneralMatrix> matrices() {
    Entries random = symmetric(RandomMatrices.normal(80));
    return Stream.of(
        new GeneralMatrix("random", 130, 32, random),
        new GeneralMatrix("ragged", 101, 30, random),
        new GeneralMatrix("last of one", 97, 32, random),
        new GeneralMatrix("two tiles", 41, 21, random),
        new GeneralMatrix("one tile", 30, 64, random),
        new GeneralMatrix("tiles of one entry", 9, 1, random),
        new GeneralMatrix("1 x 1", 1, 4, (i, j) -> -3),
        new GeneralMatrix("2 x 2", 2, 4, random),
        new GeneralMatrix("zero", 50, 16, (i, j) -> 0),
        new GeneralMatrix("identity", 65, 16, (i, j) -> i == j ? 1 : 0),
        new GeneralMatrix("rank one", 70, 20, (i, j) -> (i + 1) * (j + 1.0)),
        new GeneralMatrix("reflection", 100, 30, GeneralMatrix.orthogonal(100)),
        new GeneralMatrix("definite", 120, 25, RandomMatrices.positiveDefinite(120, 1e15, 81)),
        new GeneralMatrix("graded", 100, 25, RandomMatrices.graded(100, 1e12, 82)),
        new GeneralMatrix("tiny", 80, 25, TestMatrix.scaled(1e-150, random)),
        new GeneralMatrix("huge", 80, 25, TestMatrix.scaled(1e150, random)),
        new GeneralMatrix(
            "second difference", 90, 16, (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0));
  }

  private static Entries symmetric(Entries entries) {
    return (i, j) -> entries.at(Math.max(i, j), Math.min(i, j));
  }

  @ParameterizedTest
  @MethodSource("matrices")
  void theVectorsAreOrthogonalAndEigenvectors(GeneralMatrix matrix) {
    try (BigMatrix a = matrix.in(lapwing)) {
      assertFound(a, a.eigh(), a.eigenvalues());
      Operand operand = Operand.of(a);
      assertFound(a, byBand(a), valuesOf(byBand.eigenvaluesByBand(operand)));
    }
  }

  /** As it is done where a matrix is too large for one task. */
  private EigenFactorization byBand(BigMatrix a) {
    Map<String, BigMatrix> results = byBand.eighByBand(Operand.of(a)).start().join();
    return new EigenFactorization(Svd.entries(results.get("W")), results.get("V"));
  }

  private static double[] valuesOf(ProgramCall call) {
    return Svd.entries(call.start().join().get("W"));
  }

  private static void assertFound(BigMatrix a, EigenFactorization factors, double[] alone) {
    try (EigenFactorization eigen = factors) {
      double[] values = eigen.values();
      assertThat(Residuals.eigen(a, values, eigen.vectors())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(eigen.vectors())).isLessThan(BOUND);
      for (int i = 1; i < values.length; i++) {
        assertThat(values[i]).isGreaterThanOrEqualTo(values[i - 1]);
      }
      assertAgree(alone, values);
      assertAgree(values, syev(a));
    }
  }

  /** Values as {@code dlatms} spaces them, of either sign, in one task and by way of a band. */
  @ParameterizedTest
  @ValueSource(strings = {"one large", "one tiny", "graded", "arithmetic", "equal", "clustered"})
  void aSpectrumThatIsKnownIsFound(String kind) {
    int n = 90;
    IntToDoubleFunction spectrum = SvdTest.spectrum(kind, n);
    for (double scale : new double[] {1, 1e150, 1e-150}) {
      double[] expected = new double[n];
      Arrays.setAll(expected, i -> scale * (i % 3 == 1 ? -1 : 1) * spectrum.applyAsDouble(i));
      try (BigMatrix a = withEigenvalues(expected)) {
        Arrays.sort(expected);
        assertFound(a, a.eigh(), expected);
        assertFound(a, byBand(a), expected);
        assertAgree(a.eigenvalues(), expected);
        assertAgree(valuesOf(byBand.eigenvaluesByBand(Operand.of(a))), expected);
      }
    }
  }

  /** {@code Q D Q^T} for a random orthogonal Q, with equal triangles. */
  private BigMatrix withEigenvalues(double[] values) {
    int n = values.length;
    RunOptions tiles = RunOptions.defaults().tile(new Shape(24, 24));
    try (BigMatrix noise = lapwing.async(tiles).matrix(n, n, RandomMatrices.normal(84)).join();
        QrFactorization qr = noise.qr();
        BigMatrix q = qr.q();
        BigMatrix qt = q.transpose();
        BigMatrix scaled = ColumnScaling.start("", q, values, RunOptions.defaults()).join();
        BigMatrix product = scaled.multiply(qt)) {
      double[][] entries = product.toArray();
      Entries lower = symmetric((i, j) -> entries[(int) i][(int) j]);
      return lapwing.async(tiles).matrix(n, n, lower).join();
    }
  }

  /** The number of tiles and the group decide the shape of the tree of a panel. */
  @ParameterizedTest
  @CsvSource({
    "3, 1", "7, 1", "7, 2", "11, 2", "11, 3", "19, 1", "19, 5", "27, 2", "27, 7", "47, 1", "47, 3",
    "47, 12"
  })
  void everyTreeGivesTheEigenvaluesOfLapack(int n, int group) {
    Entries random = symmetric(RandomMatrices.normal(85));
    try (BigMatrix a = new GeneralMatrix("", n, 4, random).in(lapwing)) {
      assertAgree(
          valuesOf(lapwing.program(Eigh.values()).input("A", a).parameter("group", group)),
          syev(a));
    }
  }

  @Test
  void theSecondDifferenceHasItsKnownEigenvalues() {
    int n = 90;
    Entries entries = (i, j) -> i == j ? 2 : Math.abs(i - j) == 1 ? -1 : 0;
    double[] values = new GeneralMatrix("", n, 16, entries).in(lapwing).eigenvalues();
    for (int i = 0; i < n; i++) {
      double root = Math.sin((i + 1) * Math.PI / (2 * n + 2));
      assertThat(values[i]).isEqualTo(4 * root * root, within(BOUND * n * EPS));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNotFiniteMakesAllOfItNaN(double value) {
    Entries noise = symmetric(RandomMatrices.normal(83));
    Entries entries = (i, j) -> i + j == 30 && Math.abs(i - j) == 4 ? value : noise.at(i, j);
    try (BigMatrix a = new GeneralMatrix("", 50, 16, entries).in(lapwing);
        EigenFactorization eigen = a.eigh();
        EigenFactorization other = byBand(a)) {
      assertThat(a.eigenvalues()).containsOnly(Double.NaN);
      for (EigenFactorization each : List.of(eigen, other)) {
        assertThat(each.values()).containsOnly(Double.NaN);
        assertThat(each.vectors().toRowMajor()).containsOnly(Double.NaN);
      }
    }
  }

  @Test
  void onlySquareMatricesHaveEigenvalues() {
    assertThatThrownBy(() -> lapwing.zeros(3, 4).eigenvalues())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only a square matrix");
    assertThatThrownBy(() -> lapwing.zeros(0, 0).eigh())
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertAgree(double[] actual, double[] expected) {
    double largest = Math.max(Math.abs(expected[0]), Math.abs(expected[expected.length - 1]));
    double bound = BOUND * expected.length * EPS * largest;
    assertThat(actual).containsExactly(expected, within(bound));
  }

  private static double[] syev(BigMatrix a) {
    int n = (int) a.rows();
    double[] values = new double[n];
    double[] work = new double[40 * n];
    var info = new intW(0);
    JavaLAPACK.getInstance().dsyev("N", "L", n, a.toRowMajor(), n, values, work, work.length, info);
    assertThat(info.val).isZero();
    return values;
  }
}
