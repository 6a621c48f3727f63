package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.tiles.HeapMatrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class ArithmeticTest {
  private final Lapwing lapwing = Lapwing.builder().tile(16).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  @ParameterizedTest
  @CsvSource({
    "50, 40, 30, 16, 16",
    "50, 40, 30, 7, 16",
    "1, 200, 1, 16, 16",
    "200, 1, 200, 16, 16",
    "1, 1, 1, 16, 16",
    "33, 700, 17, 16, 16",
    "16, 16, 16, 64, 3",
    "5, 0, 4, 16, 16",
    "0, 5, 4, 16, 16",
    "5, 4, 0, 16, 16"
  })
  void aProductOfSmallIntegersIsExactHoweverItIsTiled(int m, int k, int n, int tileA, int tileB) {
    double[][] a = HeapMatrix.of(m, k, (i, j) -> (i * 7 + j * 3) % 11 - 5);
    double[][] b = HeapMatrix.of(k, n, (i, j) -> (i * 5 + j) % 13 - 6);
    double[][] c = product(a, m, k, b, n);
    BigMatrix left = in(a, m, k, tileA);
    BigMatrix right = in(b, k, n, tileB);

    assertThat(left.multiply(right).toArray()).isDeepEqualTo(c);
    assertThat(in(transpose(a, k), k, m, tileA).transpose().multiply(right).toArray())
        .isDeepEqualTo(c);
    assertThat(left.multiply(in(transpose(b, n), n, k, tileB).transpose()).toArray())
        .isDeepEqualTo(c);
    assertThat(
            in(transpose(a, k), k, m, tileA)
                .transpose()
                .multiply(in(transpose(b, n), n, k, tileB).transpose())
                .toArray())
        .isDeepEqualTo(c);
  }

  @Test
  void theResidualOfAProductIsSmallAndThatOfAWrongOneIsNot() {
    BigMatrix a = lapwing.random(100, 333, 1);
    BigMatrix b = lapwing.random(333, 50, 2);
    BigMatrix c = a.multiply(b);

    assertThat(Residuals.multiply(a, b, c)).isLessThan(10);
    assertThat(Residuals.multiply(a, b, c.plus(lapwing.matrix(100, 50, (i, j) -> 1e-9 * i))))
        .isGreaterThan(100);
  }

  @Test
  void theGramMatrixIsTheProductWithTheTransposeAndSymmetricBitByBit() {
    BigMatrix a = lapwing.random(300, 45, 3);

    double[][] g = a.gram().toArray();

    assertThat(Residuals.multiply(a.transpose(), a, a.gram())).isLessThan(10);
    assertThat(g).isDeepEqualTo(transpose(g, 45));
  }

  @Test
  void sumsDifferencesAndMultiplesAreThoseOfTheEntries() {
    double[][] a = HeapMatrix.of(50, 37, (i, j) -> Math.sin(i + 50.0 * j));
    double[][] b = HeapMatrix.of(50, 37, (i, j) -> Math.cos(i + 50.0 * j));
    BigMatrix left = in(a, 50, 37, 16);
    BigMatrix right = in(b, 50, 37, 20);

    assertThat(left.plus(right).toArray())
        .isDeepEqualTo(HeapMatrix.of(50, 37, (i, j) -> a[i][j] + b[i][j]));
    assertThat(left.minus(right).toArray())
        .isDeepEqualTo(HeapMatrix.of(50, 37, (i, j) -> a[i][j] - b[i][j]));
    assertThat(left.scale(-3.5).toArray())
        .isDeepEqualTo(HeapMatrix.of(50, 37, (i, j) -> -3.5 * a[i][j]));
  }

  @Test
  void aMultipleOfTheIdentityIsAddedToTheDiagonalAlone() {
    double[][] a = HeapMatrix.numbered(50, 50);

    assertThat(in(a, 50, 50, 16).plusDiagonal(0.5).toArray())
        .isDeepEqualTo(HeapMatrix.of(50, 50, (i, j) -> a[i][j] + (i == j ? 0.5 : 0)));
  }

  @Test
  void operandsStayAsTheyWere() {
    double[][] a = HeapMatrix.numbered(50, 50);
    BigMatrix matrix = in(a, 50, 50, 16);

    BigMatrix sum = matrix.plus(matrix).plusDiagonal(1).scale(2).multiply(matrix);

    assertThat(sum.shape()).isEqualTo(matrix.shape());
    assertThat(matrix.toArray()).isDeepEqualTo(a);
  }

  @Test
  void aNanSpreadsToItsRowOfAProductAndNoFurther() {
    BigMatrix a = lapwing.matrix(40, 40, (i, j) -> i == 20 && j == 7 ? Double.NaN : 1);

    double[][] product = a.multiply(lapwing.identity(40)).toArray();

    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        assertThat(Double.isNaN(product[i][j])).isEqualTo(i == 20);
      }
    }
  }

  @Test
  void triangularSystemsAreSolvedWithEitherTriangleAndItsTranspose() {
    Entries full = (i, j) -> i == j ? 4 + i % 3 : Math.sin(i + 3.0 * j) / 10;
    BigMatrix lower = lapwing.matrix(70, 70, (i, j) -> j > i ? 0 : full.at(i, j));
    BigMatrix upper = lapwing.matrix(70, 70, (i, j) -> j < i ? 0 : full.at(i, j));
    BigMatrix b = lapwing.random(70, 5, 4);

    assertThat(Residuals.solve(lower, lower.solveLower(b), b)).isLessThan(10);
    assertThat(Residuals.solve(upper, upper.solveUpper(b), b)).isLessThan(10);
    assertThat(Residuals.solve(lower.transpose(), lower.transpose().solveUpper(b), b))
        .isLessThan(10);
    assertThat(Residuals.solve(upper.transpose(), upper.transpose().solveLower(b), b))
        .isLessThan(10);
  }

  @Test
  void theOtherTriangleIsNotRead() {
    BigMatrix lower = lapwing.matrix(40, 40, (i, j) -> i == j ? 2 : j > i ? Double.NaN : 0.1);
    BigMatrix clean = lapwing.matrix(40, 40, (i, j) -> i == j ? 2 : j > i ? 0 : 0.1);
    BigMatrix b = lapwing.random(40, 2, 5);

    assertThat(lower.solveLower(b).toArray()).isDeepEqualTo(clean.solveLower(b).toArray());
  }

  @Test
  void aZeroOnTheDiagonalIsNamed() {
    BigMatrix lower = lapwing.matrix(40, 40, (i, j) -> i == j ? (i == 20 ? 0 : 1) : 0);
    BigMatrix b = lapwing.random(40, 2, 6);

    assertThatThrownBy(() -> lower.solveLower(b))
        .isInstanceOf(dev.lapwing.executor.SingularMatrix.class)
        .hasMessageContaining("21");
  }

  @Test
  void shapesThatDoNotFitAreRefusedAtOnceWithBothOfThem() {
    BigMatrix a = lapwing.zeros(4, 3);
    BigMatrix b = lapwing.zeros(4, 2);

    assertThatThrownBy(() -> a.async().multiply(b))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("4 x 3")
        .hasMessageContaining("4 x 2");
    assertThatThrownBy(() -> a.async().plus(b)).isInstanceOf(ShapeMismatch.class);
    assertThatThrownBy(() -> a.async().minus(b)).isInstanceOf(ShapeMismatch.class);
    assertThatThrownBy(() -> a.async().plusDiagonal(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private BigMatrix in(double[][] a, int rows, int columns, int tile) {
    return lapwing
        .async(RunOptions.defaults().tile(new Shape(tile, tile)))
        .matrix(rows, columns, (i, j) -> a[(int) i][(int) j])
        .join();
  }

  private static double[][] product(double[][] a, int m, int k, double[][] b, int n) {
    return HeapMatrix.of(
        m,
        n,
        (i, j) -> {
          double sum = 0;
          for (int inner = 0; inner < k; inner++) {
            sum += a[i][inner] * b[inner][j];
          }
          return sum;
        });
  }

  private static double[][] transpose(double[][] a, int columns) {
    return HeapMatrix.of(columns, a.length, (i, j) -> a[j][i]);
  }
}
