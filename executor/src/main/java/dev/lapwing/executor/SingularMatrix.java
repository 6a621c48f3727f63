package dev.lapwing.executor;

/** A triangular solve met a diagonal entry that is exactly zero. */
public final class SingularMatrix extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final Pivot pivot;

  /** A failure of a triangular solve, at the entry that is zero. */
  public SingularMatrix(Pivot pivot) {
    super(
        "%s is singular: its diagonal entry %,d is exactly zero (tile (%d, %d), local row %d). Solve with a matrix that has no zero on its diagonal, or in the least-squares sense."
            .formatted(
                pivot.matrix(),
                pivot.order(),
                pivot.tileRow(),
                pivot.tileColumn(),
                pivot.localOrder()));
    this.pivot = pivot;
  }

  /** Where the zero is. */
  public Pivot pivot() {
    return pivot;
  }

  /** The row of the zero within the whole matrix, from one. */
  public long order() {
    return pivot.order();
  }
}
