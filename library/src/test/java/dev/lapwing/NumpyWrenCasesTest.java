package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sizes of NumPyWren's own tests, with residuals as LAPACK's testers scale them, on every
 * entry.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NumpyWrenCasesTest {
  private static final double BOUND = 10;

  private final Lapwing lapwing = Lapwing.local();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @CsvSource({"256, 32, 32", "256, 32, 64"})
  void tallMatricesAreFactored(int m, int n, int tile) {
    BigMatrix a = matrix(m, n, tile, n, 1);
    try (QrFactors factors = a.tsqr()) {
      assertThat(Residuals.qr(a, factors.q(), factors.r())).isLessThan(BOUND);
      assertThat(Residuals.orthogonality(factors.q())).isLessThan(BOUND);
    }
  }

  /** Its wrapper exchanged two dimensions of a grid that is not square. */
  @ParameterizedTest
  @CsvSource({
    "64, 64, 64, 16",
    "32, 32, 32, 8",
    "64, 32, 16, 8",
    "16, 64, 32, 8",
    "32, 16, 64, 8",
    "67, 21, 53, 10"
  })
  void productsOfAnyGrid(int m, int k, int n, int tile) {
    BigMatrix a = matrix(m, k, tile, tile, 1);
    BigMatrix b = matrix(k, n, tile, tile, 2);
    try (BigMatrix c = a.multiply(b)) {
      assertThat(c.shape()).isEqualTo(new Shape(m, n));
      assertThat(Residuals.multiply(a, b, c)).isLessThan(BOUND);
    }
  }

  /** Every block, and not only the last one. */
  @ParameterizedTest
  @CsvSource({"28, 7", "16, 8"})
  void squareMatricesAreFactoredInAllBlocks(int n, int tile) {
    BigMatrix a = matrix(n, n, tile, tile, 3);
    try (QrFactorization qr = a.qr();
        BigMatrix q = qr.q();
        BigMatrix product = q.multiply(qr.r());
        BigMatrix difference = a.minus(product)) {
      assertThat(Residuals.orthogonality(q)).isLessThan(BOUND);
      for (int i = 0; i < n; i += tile) {
        for (int j = 0; j < n; j += tile) {
          try (BigMatrix block = difference.slice(i, i + tile, j, j + tile)) {
            double bound = BOUND * n * Math.ulp(0.5) * a.norm(Norm.ONE);
            assertThat(block.norm(Norm.ONE)).as("block at %d, %d", i, j).isLessThan(bound);
          }
        }
      }
      double[][] r = qr.r().toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(r[i][j]).isZero();
        }
      }
    }
  }

  private BigMatrix matrix(int m, int n, int tileRows, int tileColumns, long seed) {
    return lapwing
        .async(RunOptions.defaults().tile(new Shape(tileRows, tileColumns)))
        .matrix(m, n, RandomMatrices.normal(seed))
        .join();
  }
}
