package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.QrFactorizationTest.Any;
import dev.lapwing.executor.RunCancelled;
import dev.lapwing.state.Precision;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class RandomisedSvdTest {
  private static final double BOUND = 30;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  /** With power iterations no worse than the best of its rank, but for a little. */
  @ParameterizedTest
  @CsvSource({
    "120,80,0.7,8,2,1.2",
    "200,60,0.5,10,1,1.2",
    "130,100,0.95,12,4,1.2",
    "95,90,0.6,8,0,4"
  })
  void theErrorIsNearlyThatOfTheBestApproximation(
      int rows, int n, double ratio, int rank, int iterations, double most) {
    Sketch sketch = Sketch.ofRank(rank).powerIterations(iterations);
    try (BigMatrix a = SvdTest.withSpectrum(lapwing, rows, n, i -> Math.pow(ratio, i));
        BigMatrix transpose = a.transpose();
        LowRankSvd svd = a.svdRandomised(sketch);
        LowRankSvd turned = transpose.svdRandomised(sketch)) {
      double best = Math.pow(ratio, rank);
      assertThat(error(a, svd)).isBetween(best * (1 - 1e-9), most * best);
      assertThat(svd.error()).isGreaterThan(error(a, svd)).isLessThan(30 * best);
      assertThat(turned.u().toArray()).isDeepEqualTo(svd.v().toArray());
      assertThat(turned.v().toArray()).isDeepEqualTo(svd.u().toArray());
      assertOrthonormal(svd);
    }
  }

  private static double error(BigMatrix a, LowRankSvd svd) {
    try (BigMatrix scaled =
            ColumnScaling.start("", svd.u(), svd.singularValues(), RunOptions.defaults()).join();
        BigMatrix product = scaled.multiply(svd.vt());
        BigMatrix residual = a.minus(product)) {
      return residual.singularValues()[0];
    }
  }

  static Stream<Any> ofLowRank() {
    Entries noise = RandomMatrices.normal(81);
    return Stream.of(
        new Any("zero", 40, 30, 16, (i, j) -> 0),
        new Any("one entry", 50, 40, 16, (i, j) -> i == 30 && j == 20 ? 7 : 0),
        new Any("one column", 70, 1, 16, noise),
        new Any("one row", 1, 70, 16, noise),
        new Any("1 x 1", 1, 1, 16, noise),
        new Any("tall and ragged", 333, 41, 50, (i, j) -> noise.at(i, j % 5)),
        new Any("wide and ragged", 41, 333, 50, (i, j) -> noise.at(i % 5, j)),
        new Any("small tiles", 53, 67, 7, (i, j) -> noise.at(i, j % 5)),
        new Any("tiny", 60, 50, 20, (i, j) -> 0x1p-900 * noise.at(i, j % 5)),
        new Any("huge", 60, 50, 20, (i, j) -> 0x1p900 * noise.at(i, j % 5)),
        new Any("all of it", 9, 5, 4, noise));
  }

  @ParameterizedTest
  @MethodSource("ofLowRank")
  void aMatrixOfThatRankIsFoundExactly(Any any) {
    try (BigMatrix a = any.in(lapwing);
        LowRankSvd svd = a.svdRandomised((int) Math.min(5, Math.min(a.rows(), a.columns())))) {
      assertThat(Residuals.svd(a, svd.u(), svd.singularValues(), svd.vt())).isLessThan(BOUND);
      assertOrthonormal(svd);
      double rounding = Precision.FLOAT64.unitRoundoff() * Math.max(a.rows(), a.columns());
      assertThat(svd.error()).isLessThanOrEqualTo(BOUND * rounding * svd.singularValues()[0]);
    }
  }

  private static void assertOrthonormal(LowRankSvd svd) {
    assertThat(Residuals.orthogonality(svd.u())).isLessThan(BOUND);
    assertThat(Residuals.orthogonality(svd.v())).isLessThan(BOUND);
  }

  @Test
  void floatsAreDecomposedAsFloats() {
    Entries noise = RandomMatrices.normal(82);
    try (BigMatrix exact = new Any("", 90, 70, 20, (i, j) -> noise.at(i, j % 4)).in(lapwing);
        BigMatrix a = exact.to(Precision.FLOAT32);
        LowRankSvd svd = a.svdRandomised(4)) {
      assertThat(svd.u().precision()).isEqualTo(Precision.FLOAT32);
      assertThat(Residuals.svd(a, svd.u(), svd.singularValues(), svd.vt())).isLessThan(BOUND);
      assertOrthonormal(svd);
    }
  }

  /** Bases of more columns than make one tile. */
  @Test
  void aSketchWiderThanATileIsFactoredByTiles() {
    Entries noise = RandomMatrices.normal(83);
    try (BigMatrix a = new Any("", 400, 330, 64, (i, j) -> noise.at(i, j % 270)).in(lapwing);
        LowRankSvd svd = a.svdRandomised(Sketch.ofRank(270).powerIterations(1))) {
      assertThat(Residuals.svd(a, svd.u(), svd.singularValues(), svd.vt())).isLessThan(BOUND);
      assertOrthonormal(svd);
    }
  }

  @Test
  void theSeedDecidesTheBits() {
    try (BigMatrix a = new Any("", 100, 80, 30, RandomMatrices.normal(84)).in(lapwing);
        LowRankSvd first = a.svdRandomised(Sketch.ofRank(5).seed(1));
        LowRankSvd again = a.svdRandomised(Sketch.ofRank(5).seed(1));
        LowRankSvd other = a.svdRandomised(Sketch.ofRank(5).seed(2))) {
      assertThat(again.u().toArray()).isDeepEqualTo(first.u().toArray());
      assertThat(again.singularValues()).isEqualTo(first.singularValues());
      assertThat(again.error()).isEqualTo(first.error());
      assertThat(other.singularValues()).isNotEqualTo(first.singularValues());
    }
  }

  @ParameterizedTest
  @CsvSource({"0x1p40", "0x1p-300"})
  void scalingByAPowerOfTwoScalesTheValuesAlone(double factor) {
    Entries noise = RandomMatrices.normal(85);
    try (BigMatrix a = new Any("", 100, 80, 30, noise).in(lapwing);
        BigMatrix b = a.scale(factor);
        LowRankSvd first = a.svdRandomised(6);
        LowRankSvd second = b.svdRandomised(6)) {
      double[] scaled = Arrays.stream(first.singularValues()).map(s -> factor * s).toArray();
      assertThat(second.singularValues()).isEqualTo(scaled);
      assertThat(second.u().toArray()).isDeepEqualTo(first.u().toArray());
      assertThat(second.v().toArray()).isDeepEqualTo(first.v().toArray());
      assertThat(second.error()).isEqualTo(factor * first.error());
    }
  }

  @ParameterizedTest
  @CsvSource({"60,41", "41,60"})
  void whatIsNotFiniteMakesAllOfItNaN(int rows, int columns) {
    for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      Entries noise = RandomMatrices.normal(86);
      Entries entries = (i, j) -> i == 17 && j == 11 ? value : noise.at(i, j);
      try (BigMatrix a = new Any("", rows, columns, 16, entries).in(lapwing);
          LowRankSvd svd = a.svdRandomised(3)) {
        assertThat(svd.singularValues()).containsOnly(Double.NaN);
        assertThat(svd.u().toRowMajor()).containsOnly(Double.NaN);
        assertThat(svd.v().toRowMajor()).containsOnly(Double.NaN);
        assertThat(svd.error()).isNaN();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"60,20", "20,60"})
  void leftVectorsGoWhereTheyAreWanted(int rows, int columns) {
    String place = "mem:sketched-left-vectors-%d".formatted(rows);
    try (BigMatrix a = lapwing.random(rows, columns, 87);
        LowRankSvd svd = a.async(RunOptions.into(place)).svdRandomised(Sketch.ofRank(3)).join();
        BigMatrix u = lapwing.open(place)) {
      assertThat(svd.u().location()).isEqualTo(place);
      assertThat(u.toArray()).isDeepEqualTo(svd.u().toArray());
    }
  }

  @Test
  void theRunIsSeenAsOne() {
    try (BigMatrix a = lapwing.random(60, 40, 88)) {
      Run<LowRankSvd> run = a.async().svdRandomised(Sketch.ofRank(3));
      run.join().close();
      assertThat(run.name()).isEqualTo("randomised-svd");
      assertThat(run.report().flops()).isGreaterThan(7 * 2 * 60 * 40 * 13.0);
      assertThat(run.progress().fraction()).isEqualTo(1);
      assertThatThrownBy(run::detach).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aRunThatIsCancelledEnds() {
    try (BigMatrix a = lapwing.random(500, 400, 89)) {
      Run<LowRankSvd> run = a.async().svdRandomised(Sketch.ofRank(20).powerIterations(10_000));
      run.cancel();
      assertThatThrownBy(run::join).isInstanceOf(RunCancelled.class);
    }
  }

  @Test
  void whatNoMatrixHasIsRefused() {
    try (BigMatrix a = lapwing.random(6, 4, 90)) {
      assertThatThrownBy(() -> a.svdRandomised(0)).hasMessageContaining("at least 1, not 0");
      assertThatThrownBy(() -> a.svdRandomised(5))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 singular values, and 5 are wanted: give a rank from 1 to 4");
      assertThatThrownBy(() -> Sketch.ofRank(2).oversampling(-1))
          .hasMessageContaining("oversampling is at least 0, not -1");
      assertThatThrownBy(() -> Sketch.ofRank(2).powerIterations(-1))
          .hasMessageContaining("power iterations is at least 0, not -1");
    }
  }
}
