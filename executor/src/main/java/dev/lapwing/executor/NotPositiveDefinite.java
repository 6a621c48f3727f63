package dev.lapwing.executor;

/** A Cholesky factorization met a leading minor that is not positive. */
public final class NotPositiveDefinite extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final Pivot pivot;

  /** A failure of potrf, at the pivot that completes the minor. */
  public NotPositiveDefinite(Pivot pivot) {
    super(
        "%s is not positive definite: the leading minor of order %,d is not positive (tile (%d, %d), local order %d). If %s is only nearly so, add a multiple of the identity: a.plusDiagonal(1e-8)."
            .formatted(
                pivot.matrix(),
                pivot.order(),
                pivot.tileRow(),
                pivot.tileColumn(),
                pivot.localOrder(),
                pivot.matrix()));
    this.pivot = pivot;
  }

  /** Where the factorization stopped. */
  public Pivot pivot() {
    return pivot;
  }

  /** The order of the minor within the whole matrix, from one. */
  public long order() {
    return pivot.order();
  }
}
