package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.QrFactorizationTest.Any;
import dev.lapwing.data.Digits;
import dev.lapwing.lambdapack.Axis;
import dev.lapwing.state.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class PcaTest {
  private static final double BOUND = 30;
  private static final double EPS = 0x1p-53;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  /** Rows around a point that is far from the origin, whose coordinates vary less and less. */
  private static Entries rows(int rank) {
    Entries noise = RandomMatrices.normal(91);
    return (i, j) -> {
      double entry = 100 + j;
      for (int t = 0; t < rank; t++) {
        entry += noise.at(i, t) * noise.at(1000 + t, j) / (1 << t);
      }
      return entry;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "90,40,16,FULL",
    "40,90,16,FULL",
    "90,40,16,RANDOMISED",
    "41,95,30,RANDOMISED",
    "70,1,16,FULL",
    "2,5,4,FULL",
    "70,1,16,RANDOMISED"
  })
  void componentsAreThoseOfTheCentredMatrix(int rows, int columns, int tile, PcaMethod method) {
    int rank = Math.min(Math.min(rows, columns), 4);
    try (BigMatrix a = new Any("", rows, columns, tile, rows(4)).in(lapwing);
        PrincipalComponents pca = a.pca(PcaOptions.of(rank).method(method));
        BigMatrix centred = centred(a);
        SvdFactorization svd = centred.svd();
        BigMatrix coordinates = pca.transform(a);
        BigMatrix wrong = coordinates.minus(pca.scores());
        BigMatrix again = pca.inverseTransform(pca.scores());
        BigMatrix left = again.minus(a)) {
      double norm = a.norm(Norm.FROBENIUS);
      double rounding = BOUND * Math.max(rows, columns) * EPS * norm;
      assertThat(pca.components().shape()).isEqualTo(new Shape(rank, columns));
      assertThat(pca.scores().shape()).isEqualTo(new Shape(rows, rank));
      assertThat(Residuals.orthogonality(pca.components().transpose())).isLessThan(BOUND);
      for (int k = 0; k < rank; k++) {
        assertThat(pca.singularValues()[k]).isEqualTo(svd.singularValues()[k], within(rounding));
      }
      assertThat(wrong.norm(Norm.FROBENIUS)).isLessThan(rounding);
      // there are no more than four directions
      assertThat(left.norm(Norm.FROBENIUS)).isLessThan(rounding);
      assertVariances(pca, centred);
      assertOriented(pca.components().toArray());
    }
  }

  private static BigMatrix centred(BigMatrix a) {
    double[] mean = a.sum(Axis.COLUMNS).toRowMajor();
    double[][] entries = a.toArray();
    for (double[] row : entries) {
      Arrays.setAll(row, j -> row[j] - mean[j] / entries.length);
    }
    return a.lapwing().matrix(entries);
  }

  private static void assertVariances(PrincipalComponents pca, BigMatrix centred) {
    double squares = Math.pow(centred.norm(Norm.FROBENIUS), 2);
    for (int k = 0; k < pca.singularValues().length; k++) {
      double square = Math.pow(pca.singularValues()[k], 2);
      assertThat(pca.explainedVariance()[k])
          .isEqualTo(square / (centred.rows() - 1), within(1e-13 * square));
      assertThat(pca.explainedVarianceRatio()[k]).isEqualTo(square / squares, within(1e-9));
    }
  }

  private static void assertOriented(double[][] components) {
    for (double[] component : components) {
      double least = Arrays.stream(component).min().orElseThrow();
      double greatest = Arrays.stream(component).max().orElseThrow();
      assertThat(greatest).isGreaterThanOrEqualTo(-least);
    }
  }

  /** As scikit-learn finds it: the first two components explain 28.5 % of the digits. */
  @ParameterizedTest
  @EnumSource(PcaMethod.class)
  void theDigitsVaryAsTheyAreKnownTo(PcaMethod method) {
    Digits digits = Digits.load();
    try (BigMatrix a =
            lapwing.matrix(
                digits.count(), Digits.PIXELS, (i, j) -> digits.pixel((int) i, (int) j));
        PrincipalComponents pca = a.pca(PcaOptions.of(2).method(method))) {
      double accuracy = method == PcaMethod.RANDOMISED ? 1e-4 : 1e-8;
      assertThat(pca.explainedVarianceRatio()[0]).isEqualTo(0.14890594, within(accuracy));
      assertThat(pca.explainedVarianceRatio()[1]).isEqualTo(0.13618771, within(accuracy));
    }
  }

  @Test
  void bothMethodsAgreeOnWhatVariesMost() {
    try (BigMatrix a = new Any("", 120, 80, 33, rows(10)).in(lapwing);
        PrincipalComponents full = a.pca(PcaOptions.of(3).method(PcaMethod.FULL));
        PrincipalComponents sketched = a.pca(PcaOptions.of(3).method(PcaMethod.RANDOMISED));
        BigMatrix difference = full.components().minus(sketched.components())) {
      assertThat(difference.norm(Norm.MAX)).isLessThan(1e-9);
    }
  }

  @Test
  void theShortSideDecidesTheMethod() {
    assertThat(PcaOptions.of(3).isFull(new Shape(1_000_000, 500))).isTrue();
    assertThat(PcaOptions.of(3).isFull(new Shape(1000, 501))).isFalse();
    assertThat(PcaOptions.of(800).isFull(new Shape(1000, 1000))).isTrue();
    assertThat(PcaOptions.of(799).isFull(new Shape(1000, 1000))).isFalse();
    assertThat(PcaOptions.of(3).method(PcaMethod.FULL).isFull(new Shape(1000, 501))).isTrue();
  }

  @Test
  void floatsStayFloats() {
    try (BigMatrix a = new Any("", 60, 30, 16, rows(3)).in(lapwing);
        BigMatrix floats = a.to(Precision.FLOAT32);
        PrincipalComponents pca = floats.pca(3);
        BigMatrix again = pca.inverseTransform(pca.scores());
        BigMatrix left = again.minus(floats)) {
      assertThat(pca.scores().precision()).isEqualTo(Precision.FLOAT32);
      assertThat(left.norm(Norm.FROBENIUS))
          .isLessThan(BOUND * 60 * 0x1p-24 * floats.norm(Norm.FROBENIUS));
    }
  }

  @Test
  void aMatrixWithoutVarianceHasNone() {
    try (BigMatrix a = lapwing.matrix(20, 10, (i, j) -> j);
        PrincipalComponents pca = a.pca(2)) {
      assertThat(pca.explainedVariance()).containsOnly(0);
      assertThat(pca.explainedVarianceRatio()).containsOnly(0);
      assertThat(pca.mean().toRowMajor()[7]).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource(PcaMethod.class)
  void whatIsNotFiniteMakesAllOfItNaN(PcaMethod method) {
    Entries rows = rows(3);
    try (BigMatrix a =
            lapwing.matrix(30, 20, (i, j) -> i == 7 && j == 5 ? Double.NaN : rows.at(i, j));
        PrincipalComponents pca = a.pca(PcaOptions.of(2).method(method))) {
      assertThat(pca.components().toRowMajor()).containsOnly(Double.NaN);
      assertThat(pca.scores().toRowMajor()).containsOnly(Double.NaN);
      assertThat(pca.explainedVarianceRatio()).containsOnly(Double.NaN);
    }
  }

  @Test
  void scoresGoWhereTheyAreWanted() {
    try (BigMatrix a = lapwing.random(30, 20, 92);
        PrincipalComponents pca =
            a.async(RunOptions.into("mem:scores")).pca(PcaOptions.of(2)).join()) {
      assertThat(pca.scores().location()).isEqualTo("mem:scores");
    }
  }

  @Test
  void whatHasNoComponentsIsRefused() {
    try (BigMatrix row = lapwing.random(1, 4, 93);
        BigMatrix a = lapwing.random(6, 4, 94);
        PrincipalComponents pca = a.pca(2)) {
      assertThatThrownBy(() -> row.pca(1)).hasMessageContaining("at least 2 rows");
      assertThatThrownBy(() -> a.pca(5)).hasMessageContaining("from 1 to 4");
      assertThatThrownBy(() -> pca.transform(pca.scores())).isInstanceOf(ShapeMismatch.class);
      assertThatThrownBy(() -> pca.inverseTransform(a)).isInstanceOf(ShapeMismatch.class);
    }
  }
}
