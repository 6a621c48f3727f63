package dev.lapwing.executor;

/** A least-squares problem with a matrix whose rank is, to working precision, not full. */
public final class RankDeficient extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final double reciprocalCondition;
  private final double least;

  /**
   * A failure of an m x n least-squares problem.
   *
   * @param reciprocalCondition the estimate for the triangular factor, in the 1-norm
   * @param least what it would have to exceed: max(m, n) eps
   */
  public RankDeficient(long rows, long columns, double reciprocalCondition, double least) {
    super(
        "the %,d x %,d matrix does not have full rank: the reciprocal condition number of its triangular factor is about %.2g, and %.2g is all that rounding leaves. Its least-squares solution is not unique; take columns away, or add a multiple of the identity to A^T A."
            .formatted(rows, columns, reciprocalCondition, least));
    this.reciprocalCondition = reciprocalCondition;
    this.least = least;
  }

  /**
   * The estimated reciprocal condition number in the 1-norm; zero for an exactly singular factor.
   */
  public double reciprocalCondition() {
    return reciprocalCondition;
  }

  /** What the reciprocal condition number would have to exceed. */
  public double least() {
    return least;
  }
}
