package dev.lapwing;

import dev.lapwing.SequenceRun.Steps;
import dev.lapwing.lambdapack.Axis;
import java.util.Arrays;

/**
 * Principal components: the singular value decomposition of a matrix less the means of its columns.
 */
final class Pca {
  private final BigMatrix a;
  private final PcaOptions pca;
  private final Steps steps;

  private Pca(BigMatrix a, PcaOptions pca, Steps steps) {
    this.a = a;
    this.pca = pca;
    this.steps = steps;
  }

  /** Starts it; options are those of the scores. */
  static Run<PrincipalComponents> start(BigMatrix matrix, PcaOptions pca, RunOptions options) {
    requireFeasible(matrix, pca);
    BigMatrix a = matrix.view();
    Run<PrincipalComponents> run =
        SequenceRun.start(
            a.lapwing().engine(), "pca", steps -> new Pca(a, pca, steps).components(options));
    Joining.atEnd(run.future(), a::close);
    return run;
  }

  private static void requireFeasible(BigMatrix a, PcaOptions pca) {
    if (a.rows() < 2) {
      throw new IllegalArgumentException(
          "one row has no variance: principal components need at least 2 rows, and the matrix is %s"
              .formatted(a.shape()));
    }
    pca.sketch().requireFits(a.shape());
    if (pca.isFull(a.shape())) {
      Svd.requireOnePiece(a);
    } else {
      RandomisedSvd.requireFeasible(a, pca.sketch());
    }
  }

  private PrincipalComponents components(RunOptions options) {
    BigMatrix mean = steps.finish(a.async().mean(Axis.COLUMNS));
    try (BigMatrix centred = centred(mean);
        SvdFactorization svd = decomposed(centred)) {
      return oriented(mean, svd, steps.finish(centred.async().norm(Norm.FROBENIUS)), options);
    }
  }

  private BigMatrix centred(BigMatrix mean) {
    ProgramCall call = a.lapwing().operations().entries().minusRow(Operand.of(a), Operand.of(mean));
    return steps.finish(call.only("C", RunOptions.defaults()));
  }

  private SvdFactorization decomposed(BigMatrix centred) {
    return pca.isFull(a.shape())
        ? steps.finish(centred.async().svd())
        : RandomisedSvd.factors(centred, pca.sketch(), RunOptions.defaults(), steps);
  }

  /** {@code V D} and {@code U S D}, where D has the signs that the convention wants. */
  private PrincipalComponents oriented(
      BigMatrix mean, SvdFactorization svd, double total, RunOptions options) {
    int rank = pca.sketch().rank();
    double[] values = Arrays.copyOf(svd.singularValues(), rank);
    try (BigMatrix u = firstColumns(svd.u(), rank);
        BigMatrix v = firstColumns(svd.v(), rank)) {
      double[] signs = signs(v);
      double[] lengths = new double[rank];
      Arrays.setAll(lengths, j -> signs[j] * values[j]);
      return new PrincipalComponents(
          mean,
          scaled(v, signs, RunOptions.defaults()),
          scaled(u, lengths, options),
          values,
          total);
    }
  }

  private static BigMatrix firstColumns(BigMatrix matrix, int count) {
    return matrix.slice(0, matrix.rows(), 0, count);
  }

  private BigMatrix scaled(BigMatrix matrix, double[] factors, RunOptions options) {
    return steps.finish(ColumnScaling.start("scaling", matrix, factors, options));
  }

  /** Of every column, that of the entry of largest absolute value. */
  private double[] signs(BigMatrix v) {
    try (BigMatrix greatest = steps.finish(v.async().max(Axis.COLUMNS));
        BigMatrix least = steps.finish(v.async().min(Axis.COLUMNS))) {
      double[] signs = greatest.toRowMajor();
      double[] below = least.toRowMajor();
      Arrays.setAll(signs, j -> signs[j] < -below[j] ? -1 : 1);
      return signs;
    }
  }
}
