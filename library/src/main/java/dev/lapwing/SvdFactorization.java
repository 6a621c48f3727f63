package dev.lapwing;

import java.util.Arrays;

/**
 * The singular value decomposition {@code A = U S V^T} of an m x n matrix of any shape (LAPACK:
 * {@code gesdd}): U and V have orthonormal columns, k of them, the lesser of m and n; S is
 * diagonal. Closing it frees U and V.
 *
 * <p>If an entry of A is NaN or infinite, all singular values and vectors are NaN.
 */
public final class SvdFactorization implements AutoCloseable {
  private final BigMatrix u;
  private final double[] values;
  private final BigMatrix v;
  private final BigMatrix vt;

  SvdFactorization(BigMatrix u, double[] values, BigMatrix v) {
    this.u = u;
    this.values = values;
    this.v = v;
    this.vt = v.transpose();
  }

  /** That of the transpose, which takes the place of this one. */
  SvdFactorization swapped() {
    vt.close();
    return new SvdFactorization(v, values, u);
  }

  /** The left singular vectors, as columns: m x k. */
  public BigMatrix u() {
    return u;
  }

  /** The singular values, none negative, from the largest to the smallest: k of them. */
  public double[] singularValues() {
    return values.clone();
  }

  /** The right singular vectors, as columns: n x k. */
  public BigMatrix v() {
    return v;
  }

  /** The same as rows, k x n: a view. */
  public BigMatrix vt() {
    return vt;
  }

  /**
   * All of U, m x m and orthogonal: the k columns of {@link #u} and others that are orthogonal to
   * them, by a QR factorization of U.
   */
  public BigMatrix fullU() {
    return fullUAsync().join();
  }

  /** As {@link #fullU}, started and not waited for. */
  public Run<BigMatrix> fullUAsync() {
    return fullUAsync(RunOptions.defaults());
  }

  /** As {@link #fullU}, started and not waited for, with options. */
  public Run<BigMatrix> fullUAsync(RunOptions options) {
    return completed(u, options);
  }

  /** All of V, n x n and orthogonal, likewise. */
  public BigMatrix fullV() {
    return fullVAsync().join();
  }

  /** As {@link #fullV}, started and not waited for. */
  public Run<BigMatrix> fullVAsync() {
    return fullVAsync(RunOptions.defaults());
  }

  /** As {@link #fullV}, started and not waited for, with options. */
  public Run<BigMatrix> fullVAsync(RunOptions options) {
    return completed(v, options);
  }

  /** The 2-norm of A: its largest singular value. */
  public double norm() {
    return values[0];
  }

  /**
   * The condition number of A in the 2-norm: the largest singular value over the smallest, infinite
   * if that is zero.
   */
  public double condition() {
    return values[0] / values[values.length - 1];
  }

  /** How many singular values are above {@code max(m, n) eps} times the largest. */
  public int rank() {
    return rank(roundingLevel());
  }

  /** How many singular values are above a tolerance times the largest. */
  public int rank(double tolerance) {
    int rank = 0;
    while (rank < values.length && values[rank] > tolerance * values[0]) {
      rank++;
    }
    return rank;
  }

  /**
   * The pseudo-inverse of A, n x m: {@code V S^-1 U^T} for the singular values that {@link #rank}
   * counts. It solves least-squares problems of any rank, with the solution of least norm.
   */
  public BigMatrix pseudoInverse() {
    return pseudoInverse(roundingLevel());
  }

  /** The same for the singular values above a tolerance times the largest. */
  public BigMatrix pseudoInverse(double tolerance) {
    return pseudoInverseAsync(tolerance, RunOptions.defaults()).join();
  }

  /** As {@link #pseudoInverse(double)}, started and not waited for, with options. */
  public Run<BigMatrix> pseudoInverseAsync(double tolerance, RunOptions options) {
    double[] inverse = new double[values.length];
    for (int i = 0; i < rank(tolerance); i++) {
      inverse[i] = 1 / values[i];
    }
    BigMatrix ut = u.transpose();
    Run<BigMatrix> run =
        ChainedRun.closing(
            "pseudo-inverse",
            ColumnScaling.start("pseudo-inverse", v, inverse, RunOptions.defaults()),
            scaled -> scaled.async(options).multiply(ut));
    Joining.atEnd(run.future(), ut::close);
    return run;
  }

  /** What rounding makes of a singular value that is zero, relative to the largest. */
  private double roundingLevel() {
    return Math.max(u.rows(), v.rows()) * u.precision().unitRoundoff();
  }

  @Override
  public void close() {
    u.close();
    v.close();
    vt.close();
  }

  /**
   * A square matrix that begins with given orthonormal columns: the Q of their factorization, whose
   * columns are theirs but for signs, which stand on the diagonal of R.
   */
  private static Run<BigMatrix> completed(BigMatrix columns, RunOptions options) {
    return new ChainedRun<>(
        "completing a basis",
        columns.async().qr(),
        qr -> {
          Run<BigMatrix> whole =
              ChainedRun.closing(
                  "completing a basis",
                  qr.r().async().diagonal(),
                  diagonal -> withSigns(qr.fullQAsync(), diagonal.toRowMajor(), options));
          Joining.atEnd(whole.future(), qr::close);
          return whole;
        });
  }

  private static Run<BigMatrix> withSigns(Run<BigMatrix> q, double[] diagonal, RunOptions options) {
    double[] signs = Arrays.stream(diagonal).map(entry -> entry < 0 ? -1 : 1).toArray();
    return ChainedRun.closing(
        "completing a basis", q, whole -> ColumnScaling.start("signs", whole, signs, options));
  }
}
