package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.SingularMatrix;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Inverses of triangular and of symmetric positive definite matrices. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class InverseTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.builder().threads(2).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @MethodSource("dev.lapwing.TestMatrix#positiveDefinite")
  void inversesOfPositiveDefiniteMatricesAreAccurateAndSymmetric(TestMatrix matrix) {
    BigMatrix a = matrix.in(lapwing);
    try (CholeskyFactor factor = a.cholesky()) {
      double[][] x = a.inverseSpd().toArray();
      assertThat(Residuals.solve(a, a.inverseSpd(), identity(a))).isLessThan(BOUND);
      assertThat(factor.inverse().toArray()).isDeepEqualTo(x);
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(x[i][j]).isEqualTo(x[j][i]);
        }
      }
      BigMatrix l = factor.lower();
      assertThat(Residuals.solve(l, l.inverseLower(), identity(l))).isLessThan(BOUND);
      try (BigMatrix u = l.transpose()) {
        assertThat(Residuals.solve(u, u.inverseUpper(), identity(u))).isLessThan(BOUND);
      }
    }
  }

  private BigMatrix identity(BigMatrix like) {
    return lapwing.identity(like.rows());
  }

  /** In chunks on a disk, and step by step in memory. */
  @Test
  void theBitsDoNotDependOnWhereMatricesAre(@TempDir Path folder) {
    Entries entries = RandomMatrices.positiveDefinite(150, 100, 3);
    try (Lapwing disk = Lapwing.builder().tile(16).threads(2).folder(folder).build();
        Lapwing memory = Lapwing.builder().tile(16).threads(3).build()) {
      BigMatrix stored = disk.matrix(150, 150, entries);
      BigMatrix a = memory.matrix(150, 150, entries);
      assertThat(stored.inverseSpd().toArray()).isDeepEqualTo(a.inverseSpd().toArray());
      assertThat(stored.inverseLower().toArray()).isDeepEqualTo(a.inverseLower().toArray());
      assertThat(stored.inverseUpper().toArray()).isDeepEqualTo(a.inverseUpper().toArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16", "1, 16", "40, 16"})
  void theOtherTriangleIsNotReadAndBecomesZero(int n, int tile) {
    BigMatrix lower =
        lapwing
            .async(RunOptions.defaults().tile(new Shape(tile, tile)))
            .matrix(n, n, (i, j) -> i == j ? 2 : j > i ? Double.NaN : 0.1)
            .join();
    double[][] x = lower.inverseLower().toArray();
    double[][] y = lower.transpose().inverseUpper().toArray();
    for (int i = 0; i < n; i++) {
      assertThat(x[i][i]).isEqualTo(0.5);
      for (int j = i + 1; j < n; j++) {
        assertThat(x[i][j]).isZero();
        assertThat(y[j][i]).isZero();
      }
    }
  }

  @Test
  void whatHasNoInverseSaysWhere() {
    BigMatrix singular = lapwing.matrix(70, 70, (i, j) -> i == j ? (i == 40 ? 0 : 1) : 0);

    assertThatThrownBy(singular::inverseLower)
        .isInstanceOf(SingularMatrix.class)
        .hasMessageContaining("41");
    assertThatThrownBy(singular::inverseUpper).isInstanceOf(SingularMatrix.class);
    assertThatThrownBy(singular::inverseSpd)
        .isInstanceOf(NotPositiveDefinite.class)
        .hasMessageContaining("41");
    assertThatThrownBy(() -> lapwing.zeros(3, 4).async().inverseSpd())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot invert a matrix of 3 x 4");
  }
}
