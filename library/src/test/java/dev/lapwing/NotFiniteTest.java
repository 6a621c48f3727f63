package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.RunFailure;
import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.state.Precision;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of NaN and infinite entries in every routine, as docs/accuracy.md says it: they
 * spread or are refused, and every run ends.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("once")
class NotFiniteTest {
  private static final int N = 40;
  private static final double[] VALUES = {Double.NaN, Double.NEGATIVE_INFINITY};

  private final Lapwing lapwing = Lapwing.builder().tile(16).threads(2).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  /** Of matrices with and without such entries: what is computed from both. */
  private record Routine(String name, BiFunction<BigMatrix, BigMatrix, double[]> compute) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Routine routine(String name, BiFunction<BigMatrix, BigMatrix, BigMatrix> compute) {
    return new Routine(
        name,
        (a, b) -> {
          try (BigMatrix result = compute.apply(a, b)) {
            return result.toRowMajor();
          }
        });
  }

  private static Routine number(String name, BiFunction<BigMatrix, BigMatrix, Double> compute) {
    return new Routine(name, (a, b) -> new double[] {compute.apply(a, b)});
  }

  /** A is symmetric; where only one matrix matters the other is not looked at. */
  static Stream<Routine> spreading() {
    return Stream.of(
        routine("plus", BigMatrix::plus),
        routine("minus", BigMatrix::minus),
        routine("times", BigMatrix::times),
        routine("divide", BigMatrix::divide),
        routine("map", (a, b) -> a.map(EntryFunction.ABS)),
        routine("scale", (a, b) -> a.scale(2)),
        routine("plusDiagonal", (a, b) -> a.plusDiagonal(1)),
        routine("diagonal", (a, b) -> a.diagonal()),
        routine("copy", (a, b) -> a.copy()),
        routine("copy in other tiles", (a, b) -> a.copy(new Shape(7, 50))),
        routine("transpose", (a, b) -> a.transpose()),
        routine("to", (a, b) -> a.to(Precision.FLOAT32)),
        routine("above", (a, b) -> a.above(b)),
        routine("beside", (a, b) -> b.beside(a)),
        routine("permuteRows", (a, b) -> a.permuteRows(backwards(a))),
        routine("sum of rows", (a, b) -> a.sum(Axis.ROWS)),
        routine("mean of columns", (a, b) -> a.mean(Axis.COLUMNS)),
        number("sum", (a, b) -> a.sum()),
        number("mean", (a, b) -> a.mean()),
        number("1-norm", (a, b) -> a.norm(Norm.ONE)),
        number("infinity-norm", (a, b) -> a.norm(Norm.INFINITY)),
        number("Frobenius norm", (a, b) -> a.norm(Norm.FROBENIUS)),
        number("largest entry", (a, b) -> a.norm(Norm.MAX)),
        number("2-norm", (a, b) -> a.norm(Norm.TWO)),
        routine("multiply", BigMatrix::multiply),
        routine("multiply by it", (a, b) -> b.multiply(a)),
        routine("transposeMultiply", BigMatrix::transposeMultiply),
        routine("gram", (a, b) -> a.gram()),
        routine("lu", (a, b) -> a.lu().packed()),
        routine("solve", BigMatrix::solve),
        routine("solve for it", (a, b) -> b.solve(a)),
        routine("factors of LU", (a, b) -> a.lu().solve(b)),
        routine("factors of LU, transposed", (a, b) -> a.lu().solveTransposed(b)),
        routine("refine", (a, b) -> b.lu().refine(b, a, b)),
        routine("inverse", (a, b) -> a.inverse()),
        number("determinant", (a, b) -> a.determinant().logAbsolute()),
        routine("solveMixed", (a, b) -> a.solveMixed(b).x()),
        routine("solveMixed for it", (a, b) -> b.solveMixed(a).x()),
        routine("solveSpd for it", (a, b) -> b.solveSpd(a)),
        routine("Cholesky factor for it", (a, b) -> b.cholesky().solve(a)),
        routine("solveLower", BigMatrix::solveLower),
        routine("solveUpper", BigMatrix::solveUpper),
        routine("solveLower for it", (a, b) -> b.solveLower(a)),
        routine("solveUpper for it", (a, b) -> b.solveUpper(a)),
        routine("inverseLower", (a, b) -> a.inverseLower()),
        routine("inverseUpper", (a, b) -> a.inverseUpper()),
        routine("tsqr", (a, b) -> a.tsqr().q()),
        routine("tsqrR", (a, b) -> a.tsqrR()),
        routine("qr", (a, b) -> a.qr().q()),
        routine("qrR", (a, b) -> a.qrR()),
        routine("applyQ", (a, b) -> a.qr(QrTree.groupsOf(2)).applyQ(b)),
        routine("applyQ to it", (a, b) -> b.qr().applyQTransposed(a)),
        routine("lq", (a, b) -> a.lq().l()),
        routine("leastSquares", BigMatrix::leastSquares),
        routine("leastSquares, wide", (a, b) -> a.beside(b).leastSquares(b)),
        routine("leastSquares for it", (a, b) -> b.leastSquares(a)),
        number("condition by QR", (a, b) -> a.qr().reciprocalCondition()),
        routine("pseudoInverse", (a, b) -> a.svd().pseudoInverse()),
        number("condition by SVD", (a, b) -> a.svd().condition()));
  }

  static Stream<Routine> allNaN() {
    return Stream.of(
        new Routine("singularValues", (a, b) -> a.singularValues()),
        new Routine("singularValues, tall", (a, b) -> a.above(b).singularValues()),
        new Routine("svd", (a, b) -> a.svd().singularValues()),
        routine("svd, U", (a, b) -> a.svd().u()),
        routine("svd, V of a wide one", (a, b) -> a.beside(b).svd().v()),
        routine("svd, all of U", (a, b) -> a.above(b).svd().fullU()),
        routine("svdRandomised", (a, b) -> a.svdRandomised(3).u()),
        routine("pca", (a, b) -> a.pca(3).scores()),
        new Routine("eigenvalues", (a, b) -> a.eigenvalues()),
        routine("eigh", (a, b) -> a.eigh().vectors()));
  }

  static Stream<Routine> refusing() {
    return Stream.of(
        routine("cholesky", (a, b) -> a.cholesky().lower()),
        routine("solveSpd", BigMatrix::solveSpd),
        routine("solveSpdMixed", (a, b) -> a.solveSpdMixed(b).x()),
        routine("inverseSpd", (a, b) -> a.inverseSpd()));
  }

  @ParameterizedTest
  @MethodSource("spreading")
  void whatIsNotFiniteSpreads(Routine routine) {
    for (double value : VALUES) {
      assertThat(Arrays.stream(routine.compute().apply(with(value), usual())))
          .as("%s with %s", routine, value)
          .anyMatch(entry -> !Double.isFinite(entry));
    }
  }

  @ParameterizedTest
  @MethodSource("allNaN")
  void whatIsNotFiniteMakesAllOfItNaN(Routine routine) {
    for (double value : VALUES) {
      assertThat(routine.compute().apply(with(value), usual()))
          .as("%s with %s", routine, value)
          .containsOnly(Double.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("refusing")
  void whatIsNotFiniteIsNotPositiveDefinite(Routine routine) {
    for (double value : VALUES) {
      assertThatThrownBy(() -> routine.compute().apply(with(value), usual()))
          .as("%s with %s", routine, value)
          .isInstanceOfSatisfying(
              NotPositiveDefinite.class, refused -> assertThat(refused.order()).isEqualTo(21));
    }
  }

  @Test
  void aConditionIsNaNOfNaNAndNothingOfInfinity() {
    assertThat(with(Double.NaN).reciprocalCondition()).isNaN();
    assertThat(with(Double.POSITIVE_INFINITY).reciprocalCondition()).isZero();
    assertThat(with(Double.NaN).svd().rank()).isZero();
  }

  @Test
  void anOrderOfRowsThatIsNoneIsRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, N, 0.5}) {
      BigMatrix order = lapwing.matrix(N, 1, (i, j) -> i == 17 ? value : i);
      assertThatThrownBy(() -> usual().permuteRows(order))
          .as("%s", value)
          .isInstanceOf(RunFailure.class)
          .hasMessageContaining("row number");
    }
  }

  private static BigMatrix backwards(BigMatrix a) {
    return a.lapwing().matrix(N, 1, (i, j) -> N - 1 - i);
  }

  /** On the diagonal of a symmetric matrix, and beside it. */
  private BigMatrix with(double value) {
    return lapwing.matrix(N, N, (i, j) -> isStrange(i, j) ? value : usual(i, j));
  }

  private static boolean isStrange(long i, long j) {
    return Math.max(i, j) == 20 && (i == j || Math.min(i, j) == 5);
  }

  private BigMatrix usual() {
    return lapwing.matrix(N, N, NotFiniteTest::usual);
  }

  /** Symmetric, positive definite and well-conditioned. */
  private static double usual(long i, long j) {
    return i == j ? 50 + i : Math.sin(Math.max(i, j) * 41.0 + Math.min(i, j));
  }
}
