package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.tiles.HeapMatrix;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class DeterminismTest {
  private static final int N = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"2, false", "7, false", "1, true", "7, true"})
  void theBitsDoNotDependOnThreadsOrOnWhereMatricesAre(int threads, boolean inFolder) {
    try (Lapwing reference = Lapwing.builder().tile(48).threads(1).build();
        Lapwing lapwing = other(threads, inFolder)) {
      assertThat(Results.of(lapwing).bits()).isDeepEqualTo(Results.of(reference).bits());
    }
  }

  @ParameterizedTest
  @CsvSource({"2, false", "7, false", "1, true"})
  void norOfWhatLargeMatricesAreReducedTo(int threads, boolean inFolder) {
    try (Lapwing reference = Lapwing.builder().tile(48).threads(1).build();
        Lapwing lapwing = other(threads, inFolder)) {
      assertThat(byBand(lapwing)).isDeepEqualTo(byBand(reference));
    }
  }

  private Lapwing other(int threads, boolean inFolder) {
    LapwingBuilder other = Lapwing.builder().tile(48).threads(threads);
    return (inFolder ? other.folder(folder) : other).build();
  }

  /** As it is done where matrices are too large for one task. */
  private static long[][] byBand(Lapwing lapwing) {
    var operations = new Operations(lapwing, new ShippedPrograms());
    BigMatrix a = lapwing.random(N, 150, 4);
    Operand square = Operand.of(lapwing.matrix(N, N, RandomMatrices.positiveDefinite(N, 1e6, 1)));
    Map<String, BigMatrix> eigen = operations.svd().eighByBand(square).start().join();
    try (SvdFactorization svd = new Svd(operations, RunOptions.defaults()).factorsByBand(a).join();
        BigMatrix w = eigen.get("W");
        BigMatrix v = eigen.get("V")) {
      return HeapMatrix.bits(
          new double[][] {
            svd.singularValues(),
            svd.u().toRowMajor(),
            svd.v().toRowMajor(),
            w.toRowMajor(),
            v.toRowMajor()
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "2, 3"})
  void theTilesThatAreChosenDoNotDependOnTheThreads(int threads, int others) {
    try (Lapwing one = Lapwing.builder().threads(threads).build();
        Lapwing other = Lapwing.builder().threads(others).build()) {
      assertThat(one.zeros(5000, 3).tileShape()).isEqualTo(other.zeros(5000, 3).tileShape());
    }
  }

  /** One result of every kind. */
  private record Results(double[][] values) {

    static Results of(Lapwing lapwing) {
      BigMatrix a = lapwing.matrix(N, N, RandomMatrices.positiveDefinite(N, 1e6, 1));
      BigMatrix b = lapwing.random(N, 5, 2);
      BigMatrix tall = lapwing.random(N, 20, 3);
      BigMatrix general = lapwing.random(N, N, 4);
      BigMatrix wide = lapwing.random(150, N, 4);
      try (QrFactors factors = tall.tsqr();
          QrFactorization qr = a.qr(QrTree.groupsOf(2));
          LqFactorization lq = wide.lq();
          LuFactor lu = general.lu();
          SvdFactorization svd = general.svd();
          SvdFactorization tallSvd = tall.svd();
          LowRankSvd sketched = general.svdRandomised(7);
          PrincipalComponents components =
              general.pca(PcaOptions.of(7).method(PcaMethod.RANDOMISED));
          EigenFactorization eigen = a.eigh()) {
        return new Results(
            new double[][] {
              a.cholesky().lower().toRowMajor(),
              a.solveSpd(b).toRowMajor(),
              general.solve(b).toRowMajor(),
              lu.packed().toRowMajor(),
              lu.order().toRowMajor(),
              lu.solveTransposed(b).toRowMajor(),
              a.multiply(tall).toRowMajor(),
              tall.gram().toRowMajor(),
              a.solveLower(b).toRowMajor(),
              a.solveUpper(b).toRowMajor(),
              factors.q().toRowMajor(),
              factors.r().toRowMajor(),
              tall.leastSquares(b).toRowMajor(),
              wide.leastSquares(lapwing.random(150, 2, 5)).toRowMajor(),
              qr.r().toRowMajor(),
              qr.q().toRowMajor(),
              qr.applyQTransposed(b).toRowMajor(),
              lq.l().toRowMajor(),
              lq.fullQ().toRowMajor(),
              general.singularValues(),
              wide.singularValues(),
              svd.singularValues(),
              svd.u().toRowMajor(),
              svd.v().toRowMajor(),
              tallSvd.u().toRowMajor(),
              sketched.u().toRowMajor(),
              sketched.v().toRowMajor(),
              sketched.singularValues(),
              {sketched.error()},
              components.scores().toRowMajor(),
              components.components().toRowMajor(),
              a.eigenvalues(),
              eigen.values(),
              eigen.vectors().toRowMajor(),
              {qr.reciprocalCondition()},
              a.inverseSpd().toRowMajor(),
              general.map(EntryFunction.EXP).sum(Axis.COLUMNS).toRowMajor(),
              general
                  .slice(3, 200, 1, 150)
                  .copy(new Shape(50, 17))
                  .above(b.transpose().slice(0, 5, 0, 149).copy())
                  .toRowMajor(),
              wide.lu().packed().toRowMajor(),
              general.inverse().toRowMajor(),
              a.inverseLower().toRowMajor(),
              tallSvd.pseudoInverse().toRowMajor(),
              general.permuteRows(lu.order()).minus(general.divide(a)).toRowMajor(),
              general.min(Axis.ROWS).toRowMajor(),
              {tall.norm(Norm.TWO), general.mean()},
              {a.norm(Norm.ONE), a.norm(Norm.FROBENIUS), a.norm(Norm.INFINITY)}
            });
      }
    }

    long[][] bits() {
      return HeapMatrix.bits(values);
    }
  }
}
