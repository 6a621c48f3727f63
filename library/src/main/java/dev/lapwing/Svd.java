package dev.lapwing;

import dev.lapwing.lambdapack.algorithm.BandSvd;
import dev.lapwing.tiles.TileGrid;
import java.util.Map;

/**
 * Singular values, and vectors, of a matrix of any shape: that of a wide one is its transpose's; a
 * tall one is first reduced to its triangular factor (T. Chan, An improved algorithm for computing
 * the singular value decomposition, ACM Trans. Math. Softw. 8, 1982).
 */
final class Svd {
  private static final String NAME = "svd";

  private final Operations operations;
  private final RunOptions options;

  /** Options are those of U. */
  Svd(Operations operations, RunOptions options) {
    this.operations = operations;
    this.options = options;
  }

  /** The singular values, falling. */
  Run<double[]> values(BigMatrix a) {
    requireEntries(a);
    if (a.rows() < a.columns()) {
      try (BigMatrix transpose = a.transpose()) {
        return values(transpose);
      }
    }
    return isTall(a)
        ? ChainedRun.closing("singular-values", a.async().qrR(), this::valuesOf)
        : valuesOf(a);
  }

  private Run<double[]> valuesOf(BigMatrix a) {
    return new MappedRun<>(
        operations.svd().singularValues(Operand.of(a)).start(),
        results -> entries(results.get("S")));
  }

  /** All of it. */
  Run<SvdFactorization> factors(BigMatrix a) {
    requireEntries(a);
    requireOnePiece(a);
    if (a.rows() < a.columns()) {
      try (BigMatrix transpose = a.transpose()) {
        return new MappedRun<>(
            factors(transpose, RunOptions.defaults(), options), SvdFactorization::swapped);
      }
    }
    return factors(a, options, RunOptions.defaults());
  }

  private Run<SvdFactorization> factors(BigMatrix a, RunOptions left, RunOptions right) {
    return isTall(a) ? ofTriangle(a, left, right) : reduced(a, left, right);
  }

  private Run<SvdFactorization> reduced(BigMatrix a, RunOptions left, RunOptions right) {
    return TileSizes.isDirect(a.rows(), a.columns())
        ? started(operations.svd().svdDirect(Operand.of(a)), left, right)
        : ofBand(a, left, right);
  }

  /** The same by way of a band in tiles, whatever the size; of a matrix that is not wide. */
  Run<SvdFactorization> factorsByBand(BigMatrix a) {
    return ofBand(a, options, RunOptions.defaults());
  }

  private Run<SvdFactorization> ofBand(BigMatrix a, RunOptions left, RunOptions right) {
    return new ChainedRun<>(
        NAME,
        operations.svd().bandFactor(Operand.of(a)).start(),
        factors -> {
          try {
            return started(operations.svd().bandSvd(factors), left, right);
          } finally {
            factors.values().forEach(BigMatrix::close);
          }
        });
  }

  private static Run<SvdFactorization> started(
      ProgramCall call, RunOptions left, RunOptions right) {
    boolean intoRight = right.out().isPresent();
    ProgramCall placed = intoRight ? call.options("V", right) : call.options("U", left);
    return new MappedRun<>(placed.start(), Svd::collected);
  }

  /** {@code A = Q R}, {@code R = U S V^T}. */
  private Run<SvdFactorization> ofTriangle(BigMatrix a, RunOptions left, RunOptions right) {
    return new ChainedRun<>(
        NAME,
        a.async().qr(),
        qr -> {
          Run<SvdFactorization> run =
              new ChainedRun<>(
                  NAME,
                  reduced(qr.r(), RunOptions.defaults(), right),
                  inner -> multiplied(qr, inner, left));
          Joining.atEnd(run.future(), qr::close);
          return run;
        });
  }

  private static Run<SvdFactorization> multiplied(
      QrFactorization qr, SvdFactorization inner, RunOptions left) {
    BigMatrix u = inner.u();
    long tile = qr.r().tileShape().columns();
    TileGrid narrow = TileGrid.of(u.rows(), u.columns(), u.tileShape().rows(), tile);
    Run<BigMatrix> product = qr.appliedToFirst(Operand.of(u).cut(narrow), left);
    return new MappedRun<>(
        product,
        whole -> {
          u.close();
          inner.vt().close();
          return new SvdFactorization(whole, inner.singularValues(), inner.v());
        });
  }

  private static SvdFactorization collected(Map<String, BigMatrix> results) {
    return new SvdFactorization(results.get("U"), entries(results.get("S")), results.get("V"));
  }

  /** The entries of a column, which is closed. */
  static double[] entries(BigMatrix column) {
    try (column) {
      return column.toRowMajor();
    }
  }

  /** From here on the triangular factor makes up for its cost. */
  private static boolean isTall(BigMatrix a) {
    return 3 * a.rows() >= 5 * a.columns();
  }

  static void requireOnePiece(BigMatrix a) {
    long order = Math.min(a.rows(), a.columns());
    if (order > BandSvd.MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "singular vectors of a matrix of %s need whole square matrices in one task, which takes up to %,d rows or columns: compute singularValues(), which has no such bound"
              .formatted(a.shape(), BandSvd.MOST_COLUMNS));
    }
  }

  private static void requireEntries(BigMatrix a) {
    if (a.rows() == 0 || a.columns() == 0) {
      throw new IllegalArgumentException(
          "a singular value decomposition needs at least one row and one column, and the matrix is %s"
              .formatted(a.shape()));
    }
  }
}
