package dev.lapwing;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Precision;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How wrong a result is, in units of what rounding alone may do: the scaled residuals of LAPACK's
 * own test programs, on every entry. A backward stable algorithm stays below about 10, whatever the
 * size and the condition number. {@code eps} is {@code 2^-53} for doubles and {@code 2^-24} for
 * floats, LAPACK's {@code lamch('E')}; all norms are 1-norms. Safe for matrices scaled by 1e150 or
 * 1e-150. A NaN anywhere gives NaN; an empty matrix gives 0; a zero matrix with a residual gives
 * infinity.
 *
 * <p>Computed tile by tile on all threads of the first matrix's {@link Lapwing}; nothing as large
 * as a matrix is kept. Every method has a twin that starts the work and does not wait for it.
 */
public final class Residuals {
  /** Columns of a tile of Q^T Q, so that the few tiles of a narrow Q keep all threads busy. */
  private static final long GRAM_TILE = 128;

  private Residuals() {}

  /**
   * {@code ||A - L L^T|| / (n ||A|| eps)}, as {@code dpot01}; of A and L only the lower triangles
   * count.
   */
  public static double cholesky(BigMatrix a, BigMatrix lower) {
    return choleskyAsync(a, lower).join();
  }

  /** As {@link #cholesky}. */
  public static Run<Double> choleskyAsync(BigMatrix a, BigMatrix lower) {
    if (!a.shape().isSquare() || !a.shape().equals(lower.shape())) {
      throw new ShapeMismatch(
          "compare", a.shape(), lower.shape(), "A and L must be square and of one size");
    }
    return start(
        List.of(a, lower),
        sums -> {
          Partition n = lower.grid().rows();
          var square = new TileGrid(n, n);
          var norms = sums.ofCholesky(a.tiles().cut(square), lower.tiles().cut(square));
          return scaled(norms.residual(), a.rows(), norms.matrix());
        });
  }

  /**
   * {@code ||B - A X|| / (n ||A|| ||X|| eps)}, the largest over the columns of X, as {@code
   * dget02}; all of A counts, both triangles.
   */
  public static double solve(BigMatrix a, BigMatrix x, BigMatrix b) {
    return solveAsync(a, x, b).join();
  }

  /** As {@link #solve}. */
  public static Run<Double> solveAsync(BigMatrix a, BigMatrix x, BigMatrix b) {
    requireProduct(a, x, b);
    return start(
        List.of(a, x, b),
        sums -> {
          double[] residuals = sums.ofProduct(b.tiles(), a.tiles(), x.tiles());
          double[] solutions = ColumnSums.of(x.tiles(), sums.loop());
          double norm = norm(a.tiles(), sums.loop());
          double worst = 0;
          for (int j = 0; j < residuals.length; j++) {
            worst = Math.max(worst, scaled(residuals[j], a.columns(), norm, solutions[j]));
          }
          return worst;
        });
  }

  /**
   * {@code ||A^T (B - A X)|| / (m ||A^T|| (||A|| ||X|| + ||B||) eps)}, the largest over the columns
   * of X: how far what is left of B is from being orthogonal to the columns of A.
   *
   * <p>LAPACK's {@code dqrt17} divides by {@code ||A|| ||B||}. That grows with the condition of A,
   * while {@code ||A|| ||X|| + ||B||} is what a backward stable algorithm keeps to; and of a tall A
   * the norm of the transpose is the smaller one, so that an error of X shows.
   */
  public static double leastSquares(BigMatrix a, BigMatrix x, BigMatrix b) {
    return leastSquaresAsync(a, x, b).join();
  }

  /** As {@link #leastSquares}. */
  public static Run<Double> leastSquaresAsync(BigMatrix a, BigMatrix x, BigMatrix b) {
    requireProduct(a, x, b);
    return start(
        List.of(a, x, b),
        sums -> {
          double[] rightHandSides = ColumnSums.of(b.tiles(), sums.loop());
          double[] solutions = ColumnSums.of(x.tiles(), sums.loop());
          double unit = powerOfTwo(ColumnSums.largest(rightHandSides));
          double[] residuals = sums.ofNormalEquations(b.tiles(), a.tiles(), x.tiles(), 1 / unit);
          double norm = norm(a.tiles(), sums.loop());
          double transposed = norm(a.tiles().transpose(), sums.loop());
          double worst = 0;
          for (int j = 0; j < residuals.length; j++) {
            double size = (norm * solutions[j] + rightHandSides[j]) / unit;
            worst = Math.max(worst, scaled(residuals[j], a.rows(), transposed, size));
          }
          return worst;
        });
  }

  /**
   * {@code ||P A - L U|| / (n ||A|| eps)}, as {@code dget01}.
   *
   * @param order one column: row i of PA is row {@code order(i)} of A
   */
  public static double lu(BigMatrix a, BigMatrix lower, BigMatrix upper, BigMatrix order) {
    return luAsync(a, lower, upper, order).join();
  }

  /** As {@link #lu}. */
  public static Run<Double> luAsync(
      BigMatrix a, BigMatrix lower, BigMatrix upper, BigMatrix order) {
    requireProduct(lower, upper, a);
    BigMatrix l = lower.slice(0, lower.rows(), 0, lower.columns());
    BigMatrix u = upper.slice(0, upper.rows(), 0, upper.columns());
    Run<Double> run =
        new ChainedRun<>(
            "residual",
            a.async().permuteRows(order),
            permuted -> {
              try (permuted) {
                return ofProduct(permuted, l, u, a.columns(), permuted);
              }
            });
    Joining.atEnd(run.future(), l::close);
    Joining.atEnd(run.future(), u::close);
    return run;
  }

  /** {@code ||A - Q R|| / (m ||A|| eps)}, as {@code dqrt01}. */
  public static double qr(BigMatrix a, BigMatrix q, BigMatrix r) {
    return qrAsync(a, q, r).join();
  }

  /** As {@link #qr}. */
  public static Run<Double> qrAsync(BigMatrix a, BigMatrix q, BigMatrix r) {
    return ofProduct(a, q, r, a.rows(), a);
  }

  /** {@code ||I - Q^T Q|| / (m eps)}, as {@code dqrt01}. */
  public static double orthogonality(BigMatrix q) {
    return orthogonalityAsync(q).join();
  }

  /** As {@link #orthogonality}. */
  public static Run<Double> orthogonalityAsync(BigMatrix q) {
    var columns = new Partition(q.columns(), GRAM_TILE);
    return start(
        List.of(q),
        sums -> {
          TileArray narrow = q.tiles().cut(new TileGrid(q.grid().rows(), columns));
          return scaled(ColumnSums.largest(sums.ofGram(narrow)), q.rows());
        });
  }

  /**
   * {@code ||A - U S V^T|| / (max(m, n) ||A|| eps)}, as {@code dbdt01}.
   *
   * @param vt V^T, one row a singular value
   */
  public static double svd(BigMatrix a, BigMatrix u, double[] values, BigMatrix vt) {
    return svdAsync(a, u, values, vt).join();
  }

  /** As {@link #svd}. */
  public static Run<Double> svdAsync(BigMatrix a, BigMatrix u, double[] values, BigMatrix vt) {
    requireProduct(u, vt, a);
    requireForEveryColumn(u, values, "there must be a singular value for every column of U");
    long n = Math.max(a.rows(), a.columns());
    return ofScaledColumns(
        u, values, a, vt, (left, whole, right) -> ofProduct(whole, left, right, n, whole));
  }

  /** {@code ||A V - V W|| / (n ||A|| eps)}, as {@code dsyt22}. */
  public static double eigen(BigMatrix a, double[] values, BigMatrix vectors) {
    return eigenAsync(a, values, vectors).join();
  }

  /** As {@link #eigen}. */
  public static Run<Double> eigenAsync(BigMatrix a, double[] values, BigMatrix vectors) {
    requireProduct(a, vectors, vectors);
    requireForEveryColumn(vectors, values, "there must be an eigenvalue for every vector");
    return ofScaledColumns(
        vectors,
        values,
        a,
        vectors,
        (scaled, whole, columns) -> ofProduct(scaled, whole, columns, a.rows(), whole));
  }

  private static void requireForEveryColumn(BigMatrix columns, double[] values, String rule) {
    if (values.length != columns.columns()) {
      throw new ShapeMismatch("compare", columns.shape(), new Shape(values.length, 1), rule);
    }
  }

  /**
   * What is computed from columns times values, and from two matrices that may be closed meanwhile.
   */
  private static Run<Double> ofScaledColumns(
      BigMatrix columns, double[] values, BigMatrix a, BigMatrix b, OfThree residual) {
    BigMatrix first = a.slice(0, a.rows(), 0, a.columns());
    BigMatrix second = b.slice(0, b.rows(), 0, b.columns());
    Run<Double> run =
        ChainedRun.closing(
            "residual",
            ColumnScaling.start("residual", columns, values, RunOptions.defaults()),
            scaled -> residual.start(scaled, first, second));
    Joining.atEnd(run.future(), first::close);
    Joining.atEnd(run.future(), second::close);
    return run;
  }

  /** {@code ||C - A B|| / (k ||A|| ||B|| eps)} for A with k columns. */
  public static double multiply(BigMatrix a, BigMatrix b, BigMatrix c) {
    return multiplyAsync(a, b, c).join();
  }

  /** As {@link #multiply}. */
  public static Run<Double> multiplyAsync(BigMatrix a, BigMatrix b, BigMatrix c) {
    return ofProduct(c, a, b, a.columns(), a, b);
  }

  /** {@code ||C - A B||} over n, eps and the norms of some of the three matrices. */
  private static Run<Double> ofProduct(
      BigMatrix c, BigMatrix a, BigMatrix b, long n, BigMatrix... scales) {
    requireProduct(a, b, c);
    return start(
        List.of(a, b, c),
        sums -> {
          double[] norms = new double[scales.length];
          for (int k = 0; k < norms.length; k++) {
            norms[k] = norm(scales[k].tiles(), sums.loop());
          }
          double[] residuals = sums.ofProduct(c.tiles(), a.tiles(), b.tiles());
          return scaled(ColumnSums.largest(residuals), n, norms);
        });
  }

  /**
   * Over n and norms: divided one by one, as the product of two norms may overflow or underflow.
   */
  private static double scaled(double residual, long n, double... norms) {
    double scaled = residual;
    for (double norm : norms) {
      scaled = scaled == 0 && norm == 0 ? 0 : scaled / norm;
    }
    return n == 0 ? 0 : scaled / n;
  }

  /** The power of two below a value, so that dividing by it rounds nothing; 1 for 0. */
  private static double powerOfTwo(double value) {
    return value == 0 ? 1 : Math.scalb(1.0, Math.getExponent(value));
  }

  private static double norm(TileArray matrix, TileLoop loop) throws IOException {
    return ColumnSums.largest(ColumnSums.of(matrix, loop));
  }

  private static void requireProduct(BigMatrix a, BigMatrix b, BigMatrix c) {
    if (a.columns() != b.rows()) {
      throw new ShapeMismatch(
          "compare a product of",
          a.shape(),
          b.shape(),
          "the first must have as many columns as the second rows");
    }
    var product = new Shape(a.rows(), b.columns());
    if (!product.equals(c.shape())) {
      throw new ShapeMismatch(
          "compare a product of", product, c.shape(), "the result must have its shape");
    }
  }

  private static Precision requireOnePrecision(List<BigMatrix> matrices) {
    List<Precision> all = matrices.stream().map(BigMatrix::precision).distinct().toList();
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "matrices of %s and of %s cannot be compared: convert one with to(Precision.%s)"
              .formatted(all.get(0), all.get(1), all.get(0).name()));
    }
    return all.get(0);
  }

  private static Run<Double> start(List<BigMatrix> matrices, Sum sum) {
    Engine engine = matrices.get(0).lapwing().engine();
    Precision precision = requireOnePrecision(matrices);
    List<TileHold> claims = new ArrayList<>();
    try {
      matrices.forEach(matrix -> claims.add(matrix.claim()));
      Run<Double> run =
          TileRun.start(
              engine,
              "residual",
              loop ->
                  sum.of(new ResidualSums(new TileProducts(engine.kernels(), engine.pool()), loop))
                      / precision.unitRoundoff());
      Joining.atEnd(run.future(), () -> claims.forEach(TileHold::close));
      return run;
    } catch (RuntimeException e) {
      claims.forEach(TileHold::close);
      throw e;
    }
  }

  /** A residual that is computed from three matrices. */
  private interface OfThree {
    Run<Double> start(BigMatrix scaled, BigMatrix first, BigMatrix second);
  }

  /** What is computed from sums over tiles, and still to be divided by eps. */
  private interface Sum {
    double of(ResidualSums sums) throws IOException;
  }
}
