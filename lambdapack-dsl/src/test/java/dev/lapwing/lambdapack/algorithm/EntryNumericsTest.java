package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.reference.Tiles.multiplyAdd;
import static dev.lapwing.lambdapack.reference.Tiles.transposed;
import static dev.lapwing.lambdapack.reference.Tiles.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.lambdapack.reference.ReferenceRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of entries, reductions, parts of matrices and inverses, on naive kernels. */
@Tag("once")
class EntryNumericsTest {

  private static final double EPS = Math.ulp(1.0) / 2;

  private final SplittableRandom random = new SplittableRandom(20_260_102);

  @ParameterizedTest
  @CsvSource({"7,5,3", "1,1,4", "6,9,3", "4,4,4"})
  void functionsAreAppliedToEveryEntry(int m, int n, int tile) {
    double[][] a = random(m, n);
    double[][] b = random(m, n);
    Map<String, Double> scalars = Map.of("alpha", -0.1, "beta", 0.3);
    for (EntryFunction function : EntryFunction.values()) {
      Sizes sizes = sizes(tile, Map.of("m", m, "n", n), Map.of(), scalars);
      double[][] c = run(MapEntries.program(function), sizes, Map.of("A", a)).get("C");
      for (int i = 0; i < m * n; i++) {
        assertThat(c[i / n][i % n]).isEqualTo((Double) value(function, a[i / n][i % n], -0.1, 0.3));
      }
    }
    double[][] product = run(
            CombineEntries.program(EntryOperator.TIMES),
            sizes(tile, Map.of("m", m, "n", n)),
            Map.of("A", a, "B", b))
        .get("C");
    assertThat(product[m - 1][n - 1]).isEqualTo(a[m - 1][n - 1] * b[m - 1][n - 1]);
  }

  private static double value(EntryFunction function, double x, double alpha, double beta) {
    return switch (function) {
      case ABS -> Math.abs(x);
      case NEGATE -> -x;
      case RECIPROCAL -> 1 / x;
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case EXP -> StrictMath.exp(x);
      case LOG -> StrictMath.log(x);
      case PLUS -> x + alpha;
      case OVER -> x / alpha;
      case POWER -> StrictMath.pow(x, alpha);
      case MIN -> Math.min(x, alpha);
      case MAX -> Math.max(x, alpha);
      case CLIP -> x < alpha ? alpha : Math.min(x, beta);
    };
  }

  /** Small integers, so that sums are exact in any order; chunks of one tile and of all. */
  @ParameterizedTest
  @CsvSource({
    "7,5,3,1",
    "5,37,2,1",
    "37,5,2,1",
    "6,6,3,9",
    "1,1,4,1",
    "20,20,1,2",
    "2,4,2,1",
    "6,9,2,1",
    "13,24,2,1",
    "24,2,2,1"
  })
  void reductionsAreThoseOfTheEntries(int m, int n, int tile, long chunk) {
    double[][] a = zeros(m, n);
    for (double[] row : a) {
      Arrays.setAll(row, j -> random.nextInt(-9, 10));
    }
    expect(a, tile, chunk, "sum", Double::sum);
    expect(a, tile, chunk, "min", Math::min);
    expect(a, tile, chunk, "max", Math::max);
    assertThat(scalar("norm-one", a, tile, chunk)).isEqualTo(largestRowSum(transposed(a, n)));
    assertThat(scalar("norm-infinity", a, tile, chunk)).isEqualTo(largestRowSum(a));
    assertThat(scalar("norm-max", a, tile, chunk))
        .isEqualTo(all(a).map(Math::abs).max().orElseThrow());
    assertThat(scalar("norm-frobenius", a, tile, chunk))
        .isEqualTo(Math.sqrt(all(a).map(x -> x * x).sum()));
  }

  private void expect(double[][] a, int tile, long chunk, String name, DoubleBinaryOperator step) {
    int n = a[0].length;
    String many = Map.of("sum", "sums", "min", "minima", "max", "maxima").get(name);
    String one = Map.of("sum", "sum", "min", "minimum", "max", "maximum").get(name);
    double[][] rows = reduced("row-" + many, a, tile, chunk);
    double[][] columns = reduced("column-" + many, a, tile, chunk);
    for (int i = 0; i < a.length; i++) {
      assertThat(rows[i][0]).isEqualTo(Arrays.stream(a[i]).reduce(step).orElseThrow());
    }
    double[][] turned = transposed(a, n);
    for (int j = 0; j < n; j++) {
      assertThat(columns[0][j]).isEqualTo(Arrays.stream(turned[j]).reduce(step).orElseThrow());
    }
    assertThat(scalar(one, a, tile, chunk)).isEqualTo(all(a).reduce(step).orElseThrow());
    if (name.equals("sum")) {
      double mean = scalar("mean", a, tile, chunk, Map.of("count", (double) a.length * n));
      assertThat(mean).isEqualTo(all(a).sum() / (a.length * n));
      assertThat(reduced("row-means", a, tile, chunk, Map.of("count", (double) n))[0][0])
          .isEqualTo(Arrays.stream(a[0]).sum() / n);
      double height = a.length;
      assertThat(reduced("column-means", a, tile, chunk, Map.of("count", height))[0][0])
          .isEqualTo(Arrays.stream(turned[0]).sum() / height);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,3", "3,0", "0,0"})
  void nothingReducesToTheNeutralElement(int m, int n) {
    double[][] a = zeros(m, n);
    assertThat(scalar("sum", a, n, 2, 1, Map.of())).isZero();
    assertThat(scalar("minimum", a, n, 2, 1, Map.of())).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(scalar("maximum", a, n, 2, 1, Map.of())).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(scalar("norm-one", a, n, 2, 1, Map.of())).isZero();
    assertThat(scalar("norm-frobenius", a, n, 2, 1, Map.of())).isZero();
    assertThat(scalar("norm-infinity", a, n, 2, 1, Map.of())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "5,7,4,3",
    "6,7,4,3",
    "5,1,4,3",
    "4,1,4,3",
    "0,7,4,3",
    "5,0,4,3",
    "1,1,1,4",
    "3,3,0,3",
    "2,1,2,4",
    "1,9,5,4",
    "21,67,53,10"
  })
  void matricesAreStackedWhereverTheirTilesEnd(int first, int second, int across, int tile) {
    double[][] a = random(first, across);
    double[][] b = random(second, across);
    int head = first % tile == 0 ? 0 : Math.min(second, tile - first % tile);
    Map<String, Integer> lengths =
        Map.of("c", first + second, "m", first, "r", head, "k", second - head, "n", across);
    double[][] top = Arrays.copyOfRange(b, 0, head);
    double[][] rest = Arrays.copyOfRange(b, head, second);
    double[][] stacked = Arrays.copyOf(a, first + second);
    System.arraycopy(b, 0, stacked, first, second);
    Sizes sizes = sizes(tile, lengths);
    assertThat(run(Concatenate.program(Axis.ROWS), sizes, Map.of("A", a, "H", top, "T", rest))
            .get("C"))
        .isDeepEqualTo(stacked);
    Map<String, double[][]> turned = Map.of(
        "A", transposed(a, across), "H", transposed(top, across), "T", transposed(rest, across));
    assertThat(run(Concatenate.program(Axis.COLUMNS), sizes, turned).get("C"))
        .isDeepEqualTo(transposed(stacked, across));
  }

  @ParameterizedTest
  @CsvSource({"7,3", "1,4", "9,3", "4,4"})
  void theDiagonalAndTheTrianglesAreTakenOut(int n, int tile) {
    double[][] a = random(n, n);
    double[][] diagonal =
        run(Diagonal.program(), sizes(tile, Map.of("n", n)), Map.of("A", a)).get("D");
    Sizes sizes = sizes(tile, Map.of("m", n, "n", n));
    double[][] l = run(Triangle.program(Uplo.LOWER), sizes, Map.of("F", a)).get("L");
    double[][] u = run(Triangle.program(Uplo.UPPER), sizes, Map.of("F", a)).get("U");
    for (int i = 0; i < n; i++) {
      assertThat(diagonal[i]).containsExactly(a[i][i]);
      for (int j = 0; j < n; j++) {
        assertThat(l[i][j]).isEqualTo(i == j ? 1 : i > j ? a[i][j] : 0);
        assertThat(u[i][j]).isEqualTo(i <= j ? a[i][j] : 0);
      }
    }
    assertThat(run(Copy.program(), sizes, Map.of("A", a)).get("C")).isDeepEqualTo(a);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,4,2", "9,3,1", "10,3,2", "11,4,9", "13,3,2", "23,2,3", "23,2,4"})
  void triangularInversesOfAllVariants(int n, int tile, long chunk) {
    for (Uplo uplo : Uplo.values()) {
      for (Diag diag : Diag.values()) {
        double[][] full = wellConditioned(n);
        Sizes sizes = sizes(tile, Map.of("n", n), Map.of("chunk", chunk), Map.of());
        double[][] x =
            run(TriangularInverse.program(uplo, diag), sizes, Map.of("T", full)).get("X");
        double[][] t = zeros(n, n);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            boolean inside = uplo == Uplo.LOWER ? i > j : i < j;
            t[i][j] = inside ? full[i][j] : 0;
            assertThat(inside || i == j || x[i][j] == 0).isTrue();
          }
          t[i][i] = diag == Diag.UNIT ? 1 : full[i][i];
        }
        assertInverse(t, x);
        Sizes single = sizes(tile, Map.of("n", n), Map.of("chunk", 1L), Map.of());
        assertThat(run(TriangularInverse.program(uplo, diag), single, Map.of("T", full))
                .get("X"))
            .as("the bits do not depend on the chunk")
            .isDeepEqualTo(x);
      }
    }
  }

  @Test
  void aZeroOnTheDiagonalHasNoInverse() {
    double[][] t = wellConditioned(9);
    t[7][7] = 0;
    Sizes sizes = sizes(4, Map.of("n", 9), Map.of("chunk", 1L), Map.of());
    Program program = TriangularInverse.program(Uplo.UPPER, Diag.NON_UNIT);
    assertThatThrownBy(() -> run(program, sizes, Map.of("T", t)))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,4,2", "9,3,1", "10,3,2", "11,4,9", "13,3,2", "23,2,3"})
  void theInverseOfAPositiveDefiniteMatrixIsSymmetric(int n, int tile, long chunk) {
    double[][] g = random(n, n);
    double[][] a = zeros(n, n);
    multiplyAdd(a, 1, g, transposed(g, n));
    for (int i = 0; i < n; i++) {
      a[i][i] += 1;
    }
    Sizes sizes = sizes(tile, Map.of("n", n), Map.of("chunk", chunk), Map.of());
    double[][] x = run(SpdInverse.program(), sizes, Map.of("A", a)).get("X");
    assertInverse(a, x);
    assertThat(transposed(x, n)).isDeepEqualTo(x);
    double[][] l = run(CholeskyChunked.program(), sizes, Map.of("A", a)).get("L");
    assertThat(run(SpdInverse.fromFactor(), sizes, Map.of("L", l)).get("X")).isDeepEqualTo(x);
  }

  /** The bidiagonal matrix is {@code U^T A V}, and its vectors are orthonormal while they are few. */
  @ParameterizedTest
  @CsvSource({"9,7,3", "7,9,3", "5,5,5", "12,4,5"})
  void lanczosVectorsBringTheMatrixToBidiagonalForm(int m, int n, int tile) {
    double[][] a = random(m, n);
    double[][] v = new double[n][1];
    v[0][0] = 1;
    double[][] u = zeros(m, 1);
    double[][] beta = zeros(1, 1);
    for (int step = 0; step < 3; step++) {
      Sizes sizes = sizes(tile, Map.of("m", m, "n", n), Map.of("steps", 1L), Map.of());
      Map<String, double[][]> next =
          run(Lanczos.program(), sizes, Map.of("A", a, "U0", u, "V0", v, "BETA0", beta));
      double[][] image = zeros(m, 1);
      multiplyAdd(image, 1, a, v);
      for (int i = 0; i < m; i++) {
        double expected = next.get("ALPHA")[0][0] * next.get("U")[i][0] + beta[0][0] * u[i][0];
        assertThat(image[i][0]).isEqualTo(expected, within(100 * m * EPS));
      }
      assertThat(norm(next.get("U"))).isEqualTo(1, within(10 * m * EPS));
      assertThat(norm(next.get("V"))).isEqualTo(1, within(10 * n * EPS));
      u = next.get("U");
      v = next.get("V");
      beta = next.get("BETA");
    }
  }

  private static double norm(double[][] vector) {
    return Math.sqrt(all(vector).map(x -> x * x).sum());
  }

  /** {@code ||I - A X|| <= 10 n eps ||A|| ||X||}. */
  private static void assertInverse(double[][] a, double[][] x) {
    int n = a.length;
    double[][] residual = zeros(n, n);
    for (int i = 0; i < n; i++) {
      residual[i][i] = 1;
    }
    multiplyAdd(residual, -1, a, x);
    assertThat(largestRowSum(residual))
        .isLessThanOrEqualTo(10 * n * EPS * largestRowSum(a) * largestRowSum(x));
  }

  private static double largestRowSum(double[][] a) {
    return Arrays.stream(a)
        .mapToDouble(row -> Arrays.stream(row).map(Math::abs).sum())
        .max()
        .orElse(0);
  }

  private static DoubleStream all(double[][] a) {
    return Arrays.stream(a).flatMapToDouble(Arrays::stream);
  }

  private static double scalar(String name, double[][] a, int tile, long chunk) {
    return scalar(name, a, tile, chunk, Map.of());
  }

  private static double scalar(
      String name, double[][] a, int tile, long chunk, Map<String, Double> scalars) {
    return scalar(name, a, a[0].length, tile, chunk, scalars);
  }

  private static double scalar(
      String name, double[][] a, int n, int tile, long chunk, Map<String, Double> scalars) {
    Sizes sizes = sizes(tile, Map.of("m", a.length, "n", n), Map.of("chunk", chunk), scalars);
    return run(Algorithms.named(name).program(), sizes, Map.of("A", a)).get("R")[0][0];
  }

  private static double[][] reduced(String name, double[][] a, int tile, long chunk) {
    return reduced(name, a, tile, chunk, Map.of());
  }

  private static double[][] reduced(
      String name, double[][] a, int tile, long chunk, Map<String, Double> scalars) {
    Map<String, Integer> lengths = Map.of("m", a.length, "n", a[0].length);
    Sizes sizes = sizes(tile, lengths, Map.of("chunk", chunk), scalars);
    return run(Algorithms.named(name).program(), sizes, Map.of("A", a)).get("R");
  }

  private static Map<String, double[][]> run(
      Program program, Sizes sizes, Map<String, double[][]> inputs) {
    return ReferenceRun.run(program, sizes, inputs);
  }

  private static Sizes sizes(int tile, Map<String, Integer> elements) {
    return sizes(tile, elements, Map.of(), Map.of());
  }

  private static Sizes sizes(
      int tile,
      Map<String, Integer> elements,
      Map<String, Long> parameters,
      Map<String, Double> scalars) {
    Map<String, Partition> partitions = new HashMap<>();
    elements.forEach((name, length) -> partitions.put(name, new Partition(length, tile)));
    return new Sizes(partitions, parameters, scalars);
  }

  private double[][] random(int rows, int columns) {
    double[][] matrix = zeros(rows, columns);
    for (double[] row : matrix) {
      Arrays.setAll(row, j -> random.nextDouble() - 0.5);
    }
    return matrix;
  }

  private double[][] wellConditioned(int n) {
    double[][] matrix = random(n, n);
    for (int i = 0; i < n; i++) {
      matrix[i][i] += 2;
    }
    return matrix;
  }
}
