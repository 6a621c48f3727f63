package dev.lapwing;

import java.util.Arrays;

/**
 * The k directions in which the rows of an m x n matrix vary most, and how much: {@code A = 1 mean
 * + scores components}, nearly. The rows are observations and the columns are variables. Closing it
 * frees its matrices.
 *
 * <p>Names and signs are scikit-learn's: of every component, the entry of largest absolute value is
 * positive. If an entry of A is NaN or infinite, all of it is NaN.
 */
public final class PrincipalComponents implements AutoCloseable {
  private final BigMatrix mean;
  private final BigMatrix directions;
  private final BigMatrix components;
  private final BigMatrix scores;
  private final double[] values;
  private final double total;

  /**
   * @param mean 1 x n
   * @param directions components as columns, n x k
   * @param scores m x k
   * @param values the singular values of the centred matrix, k of them
   * @param total its Frobenius norm
   */
  PrincipalComponents(
      BigMatrix mean, BigMatrix directions, BigMatrix scores, double[] values, double total) {
    this.mean = mean;
    this.directions = directions;
    this.components = directions.transpose();
    this.scores = scores;
    this.values = values;
    this.total = total;
  }

  /** The means of the columns, 1 x n. */
  public BigMatrix mean() {
    return mean;
  }

  /** The components as rows, k x n, orthonormal: from the direction of largest variance on. */
  public BigMatrix components() {
    return components;
  }

  /** The coordinates of the rows of A, m x k: {@code transform(A)}, up to rounding. */
  public BigMatrix scores() {
    return scores;
  }

  /** The singular values of the centred matrix that belong to the components. */
  public double[] singularValues() {
    return values.clone();
  }

  /** The variances along the components: {@code s^2 / (m - 1)}. */
  public double[] explainedVariance() {
    double degrees = scores.rows() - 1;
    return Arrays.stream(values).map(value -> value / degrees * value).toArray();
  }

  /** Their parts of the variance of all columns, which is 1 in sum; 0 if there is no variance. */
  public double[] explainedVarianceRatio() {
    return Arrays.stream(values)
        .map(value -> total == 0 ? 0 : value / total * (value / total))
        .toArray();
  }

  /**
   * The coordinates of other rows: {@code (B - 1 mean) components^T}.
   *
   * @param b c x n
   * @return c x k
   */
  public BigMatrix transform(BigMatrix b) {
    return transformAsync(b, RunOptions.defaults()).join();
  }

  /** As {@link #transform}, started and not waited for, with options. */
  public Run<BigMatrix> transformAsync(BigMatrix b, RunOptions options) {
    requireColumns("transform", b, components.columns(), "variable");
    BigMatrix axes = directions.view();
    Run<BigMatrix> run =
        ChainedRun.closing(
            "pca-transform",
            operations().minusRow(Operand.of(b), Operand.of(mean)).only("C", RunOptions.defaults()),
            centred -> centred.async(options).multiply(axes));
    Joining.atEnd(run.future(), axes::close);
    return run;
  }

  /**
   * The rows that have some coordinates: {@code 1 mean + T components}. What {@link #transform}
   * left out is lost.
   *
   * @param t c x k
   * @return c x n
   */
  public BigMatrix inverseTransform(BigMatrix t) {
    return inverseTransformAsync(t, RunOptions.defaults()).join();
  }

  /** As {@link #inverseTransform}, started and not waited for, with options. */
  public Run<BigMatrix> inverseTransformAsync(BigMatrix t, RunOptions options) {
    requireColumns("transform back", t, components.rows(), "component");
    BigMatrix row = mean.view();
    Run<BigMatrix> run =
        ChainedRun.closing(
            "pca-inverse-transform",
            t.async().multiply(components),
            centred ->
                operations().plusRow(Operand.of(centred), Operand.of(row)).only("C", options));
    Joining.atEnd(run.future(), row::close);
    return run;
  }

  @Override
  public void close() {
    mean.close();
    components.close();
    directions.close();
    scores.close();
  }

  private EntryOperations operations() {
    return mean.lapwing().operations().entries();
  }

  private void requireColumns(String operation, BigMatrix b, long columns, String what) {
    if (b.columns() != columns) {
      throw new ShapeMismatch(
          operation, b.shape(), components.shape(), "a column is needed for every " + what);
    }
  }
}
