package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.reference.Tiles.copy;
import static dev.lapwing.lambdapack.reference.Tiles.multiplyAdd;
import static dev.lapwing.lambdapack.reference.Tiles.transposed;
import static dev.lapwing.lambdapack.reference.Tiles.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.lambdapack.reference.ReferenceRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs compute what they say, on naive kernels, for matrices that tiles do not divide. */
@Tag("once")
class AlgorithmNumericsTest {

  private static final double EPS = Math.ulp(1.0) / 2;
  private static final double BOUND = 10;

  private final SplittableRandom random = new SplittableRandom(20_260_101);

  @ParameterizedTest
  @CsvSource({
    "7,5,9,3,1",
    "7,5,9,3,2",
    "6,6,6,3,5",
    "1,1,1,4,1",
    "5,4,0,2,1",
    "3,3,40,2,1",
    "3,2,2,2,1",
    "3,2,3,2,1",
    "3,2,6,2,1",
    "3,2,9,2,1",
    "3,2,13,2,1",
    "3,2,24,2,1"
  })
  void productsOfAllTranspositions(int m, int n, int k, int tile, long chunk) {
    for (Op transA : Op.values()) {
      for (Op transB : Op.values()) {
        double[][] a = random(m, k);
        double[][] b = random(k, n);
        double[][] givenA = transA == Op.TRANS ? transposed(a, k) : a;
        double[][] givenB = transB == Op.TRANS ? transposed(b, n) : b;
        Sizes sizes = sizes(tile, Map.of("m", m, "n", n, "k", k), Map.of("chunk", chunk));
        double[][] c = run(Gemm.program(transA, transB), sizes, Map.of("A", givenA, "B", givenB))
            .get("C");
        assertSmall(residual(c, a, b), k * norm(a) * norm(b));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7,5,3,1",
    "7,5,3,2",
    "5,7,2,9",
    "1,1,4,1",
    "40,3,2,1",
    "2,3,2,1",
    "3,3,2,1",
    "6,3,2,1",
    "9,3,2,1",
    "13,3,2,1",
    "24,3,2,1"
  })
  void gramMatrixIsSymmetric(int m, int n, int tile, long chunk) {
    double[][] a = random(m, n);
    Sizes sizes = sizes(tile, Map.of("m", m, "n", n), Map.of("chunk", chunk));
    double[][] g = run(Syrk.program(), sizes, Map.of("A", a)).get("G");
    assertSmall(residual(g, transposed(a, n), a), m * norm(a) * norm(a));
    assertThat(transposed(g, n)).isDeepEqualTo(g);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "9,3", "10,3", "11,4", "13,5"})
  void choleskyFactorTimesItsTransposeIsTheMatrix(int n, int tile) {
    double[][] a = positiveDefinite(n);
    Sizes sizes = sizes(tile, Map.of("n", n), Map.of());
    double[][] l = run(Cholesky.program(), sizes, Map.of("A", lower(a))).get("L");
    assertSmall(residual(a, l, transposed(l, n)), n * norm(a));
    assertThat(lower(l)).isDeepEqualTo(l);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "1,4,2", "9,3,2", "10,3,1", "10,3,3", "11,4,9", "13,3,2", "23,2,5"})
  void choleskyInChunksOfAnyNumberOfColumns(int n, int tile, long chunk) {
    double[][] a = positiveDefinite(n);
    Sizes sizes = sizes(tile, Map.of("n", n), Map.of("chunk", chunk));
    double[][] l = run(CholeskyChunked.program(), sizes, Map.of("A", lower(a))).get("L");
    assertSmall(residual(a, l, transposed(l, n)), n * norm(a));
    assertThat(lower(l)).isDeepEqualTo(l);
  }

  @ParameterizedTest
  @CsvSource({"9,3", "10,3"})
  void choleskyOfAnIndefiniteMatrixFails(int n, int tile) {
    double[][] a = positiveDefinite(n);
    a[n - 1][n - 1] = -1;
    assertThatThrownBy(
            () -> run(Cholesky.program(), sizes(tile, Map.of("n", n), Map.of()), Map.of("A", a)))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({"1,1,4", "9,2,3", "10,7,3", "11,4,4"})
  void triangularSolvesOfAllVariants(int m, int n, int tile) {
    for (Uplo uplo : Uplo.values()) {
      for (Op trans : Op.values()) {
        for (Diag diag : Diag.values()) {
          double[][] full = wellConditioned(m);
          double[][] triangle = uplo == Uplo.LOWER ? lower(full) : upper(full);
          for (int i = 0; i < m && diag == Diag.UNIT; i++) {
            triangle[i][i] = 1;
          }
          double[][] b = random(m, n);
          Sizes sizes = sizes(tile, Map.of("m", m, "n", n), Map.of());
          Program program = TriangularSolve.program(uplo, trans, diag);
          double[][] x = run(program, sizes, Map.of("T", full, "B", b)).get("X");
          double[][] op = trans == Op.TRANS ? transposed(triangle, m) : triangle;
          assertSmall(residual(b, op, x), m * norm(op) * norm(x));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,4", "9,2,3", "10,7,3", "11,4,4"})
  void positiveDefiniteSolve(int n, int c, int tile) {
    double[][] a = positiveDefinite(n);
    double[][] b = random(n, c);
    Sizes sizes = sizes(tile, Map.of("n", n, "c", c), Map.of());
    Map<String, double[][]> outputs = run(Posv.program(), sizes, Map.of("A", lower(a), "B", b));
    double[][] l = outputs.get("L");
    assertSmall(residual(a, l, transposed(l, n)), n * norm(a));
    double[][] x = outputs.get("X");
    assertSmall(residual(b, a, x), n * norm(a) * norm(x));
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1,1", "1,1,4,1", "9,9,3,1", "9,9,3,2", "9,9,3,9", "10,10,3,1", "11,11,4,2", "13,13,2,3",
    "17,5,3,1", "5,17,3,2", "16,7,7,1", "7,16,7,1", "4,12,4,1", "12,4,4,1", "8,3,5,1", "3,8,5,1",
    "1,9,4,1", "9,1,4,1", "10,9,3,2", "9,10,3,2"
  })
  void lowerTimesUpperFactorIsTheMatrixInThePivotedOrder(int m, int n, int tile, long chunk) {
    double[][] a = random(m, n);
    List<Program> programs =
        m == n ? List.of(Lu.program(), Lu.rectangular()) : List.of(Lu.rectangular());
    for (Program program : programs) {
      Map<String, Integer> lengths = m == n && program.name().equals("lu")
          ? Map.of("n", n, "w", 1)
          : Map.of("m", m, "n", n, "w", 1);
      Map<String, double[][]> outputs =
          run(program, sizes(tile, lengths, Map.of("chunk", chunk)), Map.of("A", a));
      double[][] f = outputs.get("F");
      int k = Math.min(m, n);
      double[][] l = zeros(m, k);
      double[][] u = zeros(k, n);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          if (i > j) {
            l[i][j] = f[i][j];
            assertThat(Math.abs(f[i][j])).isLessThan(4);
          } else {
            u[i][j] = f[i][j];
          }
        }
      }
      for (int i = 0; i < k; i++) {
        l[i][i] = 1;
      }
      double[][] order = outputs.get("P");
      assertThat(Arrays.stream(order).mapToInt(row -> (int) row[0]).sorted())
          .containsExactly(java.util.stream.IntStream.range(0, m).boxed().toArray(Integer[]::new));
      double[][] pa = zeros(m, n);
      for (int i = 0; i < m; i++) {
        pa[i] = a[(int) order[i][0]].clone();
      }
      assertSmall(residual(pa, l, u), k * norm(l) * norm(u));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1,4,1", "9,2,3,1", "10,7,3,2", "11,4,4,1", "12,5,4,9"})
  void generalSolve(int n, int c, int tile, long chunk) {
    double[][] a = random(n, n);
    double[][] b = random(n, c);
    Sizes sizes = sizes(tile, Map.of("n", n, "c", c), Map.of("chunk", chunk));
    double[][] x = run(Gesv.program(), sizes, Map.of("A", a, "B", b)).get("X");
    assertSmall(residual(b, a, x), n * norm(a) * norm(x));
  }

  @ParameterizedTest
  @CsvSource({"1,1,4", "9,2,3", "10,7,3", "11,4,4"})
  void factorsSolveForAMatrixAndItsTranspose(int n, int c, int tile) {
    double[][] a = random(n, n);
    double[][] b = random(n, c);
    Sizes factoring = sizes(tile, Map.of("n", n, "w", 1), Map.of("chunk", 2L));
    Map<String, double[][]> lu = run(Lu.program(), factoring, Map.of("A", a));
    Sizes solving = sizes(tile, Map.of("n", n, "c", c, "w", 1), Map.of());
    double[][] f = lu.get("F");
    double[][] order = lu.get("P");
    double[][] x =
        run(Getrs.program(), solving, Map.of("F", f, "P", order, "B", b)).get("X");
    assertSmall(residual(b, a, x), n * norm(a) * norm(x));
    double[][] inverse = zeros(n, 1);
    for (int i = 0; i < n; i++) {
      inverse[(int) order[i][0]][0] = i;
    }
    double[][] y =
        run(Getrs.transposed(), solving, Map.of("F", f, "P", inverse, "B", b)).get("X");
    assertSmall(residual(b, transposed(a, n), y), n * norm(transposed(a, n)) * norm(y));
  }

  @ParameterizedTest
  @CsvSource({"7,5,3", "1,1,4", "6,9,3"})
  void rowsInAnotherOrder(int m, int n, int tile) {
    double[][] a = random(m, n);
    double[][] order = zeros(m, 1);
    double[][] expected = zeros(m, n);
    for (int i = 0; i < m; i++) {
      order[i][0] = (5 * i + 2) % m;
      expected[i] = a[(5 * i + 2) % m].clone();
    }
    Sizes sizes = sizes(tile, Map.of("m", m, "n", n, "w", 1), Map.of());
    assertThat(run(PermuteRows.program(), sizes, Map.of("A", a, "P", order)).get("C"))
        .isDeepEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"4,4,4", "9,3,4", "13,4,4", "17,4,4", "41,3,4", "29,1,1", "70,66,66", "140,65,66"})
  void orthogonalFactorTimesTriangularFactorIsTheMatrix(int m, int n, int tile) {
    double[][] a = random(m, n);
    Sizes sizes = tall(m, n, tile);
    Map<String, double[][]> outputs = run(TsqrFormQ.program(), sizes, Map.of("A", a));
    double[][] q = outputs.get("Q");
    double[][] r = outputs.get("R");
    assertSmall(residual(a, q, r), m * norm(a));
    double[][] identity = zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    assertSmall(residual(identity, transposed(q, n), q), m);
    assertThat(upper(r)).isDeepEqualTo(r);
    assertThat(run(Tsqr.program(), sizes, Map.of("A", a)).get("R")).isDeepEqualTo(r);
  }

  @ParameterizedTest
  @CsvSource({"4,4,2,4", "9,3,5,4", "17,4,3,4", "41,3,9,4", "140,65,2,66"})
  void orthogonalFactorIsAppliedWithoutBeingFormed(int m, int n, int c, int tile) {
    double[][] a = random(m, n);
    double[][] q = run(TsqrFormQ.program(), tall(m, n, tile), Map.of("A", a)).get("Q");
    Sizes sizes = tall(m, n, c, tile);

    double[][] b = random(m, c);
    double[][] qtb = run(TsqrApplyQt.program(), sizes, Map.of("A", a, "B", b)).get("C");
    assertSmall(residual(qtb, transposed(q, n), b), m * norm(b));

    double[][] x = random(n, c);
    double[][] qx = run(TsqrApplyQ.program(), sizes, Map.of("A", a, "B", x)).get("C");
    assertSmall(residual(qx, q, x), m * norm(x));
  }

  /** Tall, square and wide, by every kind of tree; 70 and 66 columns are two blocks of reflectors. */
  @ParameterizedTest
  @CsvSource({
    "1,1,4",
    "9,9,3",
    "10,10,3",
    "11,5,3",
    "23,7,3",
    "5,11,3",
    "4,11,3",
    "2,9,3",
    "9,1,3",
    "1,9,3",
    "41,10,4",
    "150,70,66",
    "66,70,70",
    "134,140,66"
  })
  void orthogonalFactorOfAnyShapeByAnyTree(int m, int n, int tile) {
    for (long group : new long[] {1, 2, 3, 99}) {
      double[][] a = random(m, n);
      int r = Math.min(m, n);
      Sizes sizes = sizes(tile, Map.of("m", m, "n", n), Map.of("group", group));
      Map<String, double[][]> kept = run(QrFactor.program(), sizes, Map.of("A", a));
      double[][] triangle = kept.get("R");
      assertThat(run(Qr.program(), sizes, Map.of("A", a)).get("R")).isDeepEqualTo(triangle);
      assertThat(upper(triangle)).isDeepEqualTo(triangle);

      double[][] economy = formQ(kept, m, r, tile, group);
      assertSmall(residual(a, economy, triangle), m * norm(a));
      double[][] full = formQ(kept, m, m, tile, group);
      assertSmall(residual(identity(m), transposed(full, m), full), m);
      assertSmall(residual(identity(m), full, transposed(full, m)), m);

      double[][] b = random(m, 5);
      assertSmall(residual(apply(QrApplyQ.program(), kept, b, tile, group), full, b), m * norm(b));
      double[][] qtb = apply(QrApplyQt.program(), kept, b, tile, group);
      assertSmall(residual(qtb, transposed(full, m), b), m * norm(b));
    }
  }

  /** Square, ragged and tall; one tile, one row, one column; and NumPyWren's 16 by 4. */
  @ParameterizedTest
  @CsvSource({
    "16,16,4",
    "1,1,4",
    "5,1,2",
    "9,9,3",
    "10,10,3",
    "11,10,3",
    "11,11,4",
    "23,7,3",
    "13,6,3",
    "4,3,8",
    "8,8,1",
    "80,70,66"
  })
  void aBandHasTheSingularValuesOfItsMatrixAndVectorsComeBack(int m, int n, int tile) {
    for (long group : new long[] {1, 2, 99}) {
      double[][] a = random(m, n);
      Sizes sizes = sizes(tile, Map.of("m", m, "n", n), Map.of("group", group));
      Map<String, double[][]> factors = run(Band.factor(), sizes, Map.of("A", a));
      double[][] b = factors.get("B");
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (j < i || j / tile > i / tile + 1 || j > i + tile) {
            assertThat(b[i][j]).isZero();
          }
        }
      }
      assertThat(run(Band.program(), sizes, Map.of("A", a)).get("B")).isDeepEqualTo(b);

      double[][] s = checkSvd(run(BandSvd.program(), sizes, factors), a);
      checkSvd(run(SvdDirect.program(), sizes, Map.of("A", a)), a);
      for (Program program : List.of(SingularValues.program(), SvdDirect.values())) {
        double[][] values = run(program, sizes, Map.of("A", a)).get("S");
        for (int j = 0; j < n; j++) {
          assertThat(values[j][0]).isCloseTo(s[j][0], within(BOUND * m * EPS * s[0][0]));
        }
      }
    }
  }

  /** The singular values, if they and the vectors are those of A. */
  private static double[][] checkSvd(Map<String, double[][]> svd, double[][] a) {
    int m = a.length;
    int n = a[0].length;
    double[][] s = svd.get("S");
    double[][] scaled = copy(svd.get("U"));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i][j] *= s[j][0];
      }
    }
    double[][] v = svd.get("V");
    assertSmall(residual(a, scaled, transposed(v, n)), m * norm(a));
    assertSmall(residual(identity(n), transposed(svd.get("U"), n), svd.get("U")), m);
    assertSmall(residual(identity(n), transposed(v, n), v), n);
    return s;
  }

  @ParameterizedTest
  @CsvSource({"16,4", "1,4", "5,2", "9,3", "10,3", "11,4", "3,8", "8,1", "70,66", "23,3"})
  void eigenvectorsOfASymmetricMatrix(int n, int tile) {
    double[][] a = symmetric(n);
    for (long group : new long[] {1, 2, 99}) {
      Sizes sizes = sizes(tile, Map.of("n", n), Map.of("group", group));
      checkEigenvectors(Eigh.program(), Eigh.values(), sizes, a, a);
    }
    double[][] lower = copy(a);
    for (int i = 0; i < n; i++) {
      Arrays.fill(lower[i], i + 1, n, Double.NaN);
    }
    Sizes sizes = sizes(tile, Map.of("n", n), Map.of());
    checkEigenvectors(EighDirect.program(), EighDirect.values(), sizes, lower, a);
  }

  private double[][] symmetric(int n) {
    double[][] a = random(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[i][j] = a[j][i];
      }
    }
    return a;
  }

  private static void checkEigenvectors(
      Program program, Program values, Sizes sizes, double[][] given, double[][] a) {
    int n = a.length;
    Map<String, double[][]> eigen = run(program, sizes, Map.of("A", given));
    double[][] v = eigen.get("V");
    double[][] scaled = copy(v);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i][j] *= eigen.get("W")[j][0];
      }
    }
    assertSmall(residual(a, scaled, transposed(v, n)), n * norm(a));
    assertSmall(residual(identity(n), transposed(v, n), v), n);
    assertThat(run(values, sizes, Map.of("A", given)).get("W")).isDeepEqualTo(eigen.get("W"));
  }

  private static double[][] formQ(
      Map<String, double[][]> kept, int m, int columns, int tile, long group) {
    int r = kept.get("V")[0].length;
    Sizes sizes = sizes(tile, Map.of("m", m, "r", r, "c", columns), Map.of("group", group));
    return run(QrFormQ.program(), sizes, reflectors(kept)).get("Q");
  }

  private static double[][] apply(
      Program program, Map<String, double[][]> kept, double[][] b, int tile, long group) {
    int r = kept.get("V")[0].length;
    Sizes sizes =
        sizes(tile, Map.of("m", b.length, "r", r, "c", b[0].length), Map.of("group", group));
    Map<String, double[][]> inputs = new HashMap<>(reflectors(kept));
    inputs.put("B", b);
    return run(program, sizes, inputs).get("C");
  }

  private static Map<String, double[][]> reflectors(Map<String, double[][]> kept) {
    return Map.of("V", kept.get("V"), "T", kept.get("T"), "U", kept.get("U"));
  }

  private static double[][] identity(int n) {
    double[][] identity = zeros(n, n);
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  @ParameterizedTest
  @CsvSource({"7,5,3", "1,1,4", "6,9,3"})
  void elementwiseOperations(int m, int n, int tile) {
    double[][] a = random(m, n);
    double[][] b = random(m, n);
    Map<String, Partition> partitions =
        Map.of("m", new Partition(m, tile), "n", new Partition(n, tile));
    Sizes sizes = new Sizes(partitions, Map.of(), Map.of("alpha", 2.0, "beta", -3.0));
    double[][] sum = run(Axpby.program(), sizes, Map.of("A", a, "B", b)).get("C");
    double[][] multiple = run(Scale.program(), sizes, Map.of("A", a)).get("C");
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(sum[i][j]).isEqualTo(2 * a[i][j] - 3 * b[i][j]);
        assertThat(multiple[i][j]).isEqualTo(2 * a[i][j]);
      }
    }
    double[][] row = random(1, n);
    Sizes plain = new Sizes(partitions, Map.of(), Map.of());
    double[][] scaled =
        run(ScaleColumns.program(), plain, Map.of("A", a, "R", row)).get("C");
    double[][] added = run(PlusRow.program(), plain, Map.of("A", a, "R", row)).get("C");
    double[][] taken = run(PlusRow.minus(), plain, Map.of("A", a, "R", row)).get("C");
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(scaled[i][j]).isEqualTo(a[i][j] * row[0][j]);
        assertThat(added[i][j]).isEqualTo(a[i][j] + row[0][j]);
        assertThat(taken[i][j]).isEqualTo(a[i][j] - row[0][j]);
      }
    }
    double[][] transpose = run(Transpose.program(), sizes, Map.of("A", a)).get("C");
    assertThat(transpose).isDeepEqualTo(transposed(a, n));
  }

  @ParameterizedTest
  @CsvSource({"7,3", "1,4", "9,3"})
  void shiftAddsToTheDiagonalOnly(int n, int tile) {
    double[][] a = random(n, n);
    Sizes sizes = new Sizes(Map.of("n", new Partition(n, tile)), Map.of(), Map.of("alpha", 0.5));
    double[][] expected = copy(a);
    for (int i = 0; i < n; i++) {
      expected[i][i] += 0.5;
    }
    assertThat(run(Shift.program(), sizes, Map.of("A", a)).get("C")).isDeepEqualTo(expected);
  }

  private static Map<String, double[][]> run(
      Program program, Sizes sizes, Map<String, double[][]> inputs) {
    return ReferenceRun.run(program, sizes, inputs);
  }

  private static Sizes sizes(
      int tile, Map<String, Integer> elements, Map<String, Long> parameters) {
    Map<String, Partition> partitions = new HashMap<>();
    elements.forEach((name, length) -> partitions.put(name, new Partition(length, tile)));
    return new Sizes(partitions, parameters, Map.of());
  }

  private static Sizes tall(int m, int n, int tile) {
    return new Sizes(
        Map.of("m", new Partition(m, tile), "n", new Partition(n, n)), Map.of(), Map.of());
  }

  private static Sizes tall(int m, int n, int c, int tile) {
    Map<String, Partition> partitions =
        Map.of("m", new Partition(m, tile), "n", new Partition(n, n), "c", new Partition(c, tile));
    return new Sizes(partitions, Map.of(), Map.of());
  }

  private double[][] random(int rows, int columns) {
    double[][] matrix = zeros(rows, columns);
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble() - 0.5;
      }
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

  private double[][] positiveDefinite(int n) {
    double[][] factor = random(n, n);
    double[][] matrix = zeros(n, n);
    multiplyAdd(matrix, 1, factor, transposed(factor, n));
    for (int i = 0; i < n; i++) {
      matrix[i][i] += 1;
    }
    return matrix;
  }

  private static double[][] lower(double[][] matrix) {
    double[][] result = copy(matrix);
    for (int i = 0; i < result.length; i++) {
      Arrays.fill(result[i], i + 1, result[i].length, 0);
    }
    return result;
  }

  private static double[][] upper(double[][] matrix) {
    double[][] result = copy(matrix);
    for (int i = 0; i < result.length; i++) {
      Arrays.fill(result[i], 0, i, 0);
    }
    return result;
  }

  /** {@code ||C - A B||}, the largest row sum of magnitudes; every entry counts. */
  private static double residual(double[][] c, double[][] a, double[][] b) {
    double[][] difference = copy(c);
    multiplyAdd(difference, -1, a, b);
    return norm(difference);
  }

  private static double norm(double[][] matrix) {
    double norm = 0;
    for (double[] row : matrix) {
      double sum = 0;
      for (double entry : row) {
        sum += Math.abs(entry);
      }
      norm = Math.max(norm, sum);
    }
    return norm;
  }

  private static void assertSmall(double residual, double scale) {
    assertThat(residual).isLessThanOrEqualTo(BOUND * EPS * scale);
  }
}
