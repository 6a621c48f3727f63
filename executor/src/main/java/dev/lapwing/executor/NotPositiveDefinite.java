package dev.lapwing.executor;

/** A Cholesky factorization met a leading minor that is not positive. */
public final class NotPositiveDefinite extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String matrix;
  private final long order;
  private final long tileRow;
  private final long tileColumn;
  private final int localOrder;

  /**
   * A failure of potrf.
   *
   * @param matrix the matrix that is factored, by its name in the program
   * @param order the order of the minor within the whole matrix, from one
   * @param tileRow the row of the diagonal tile, from zero
   * @param tileColumn its column
   * @param localOrder the order within the tile, from one, as LAPACK's {@code info}
   */
  public NotPositiveDefinite(
      String matrix, long order, long tileRow, long tileColumn, int localOrder) {
    super(
        "%s is not positive definite: the leading minor of order %,d is not positive (tile (%d, %d), local order %d). If %s is only nearly so, add a multiple of the identity: a.plusDiagonal(1e-8)."
            .formatted(matrix, order, tileRow, tileColumn, localOrder, matrix));
    this.matrix = matrix;
    this.order = order;
    this.tileRow = tileRow;
    this.tileColumn = tileColumn;
    this.localOrder = localOrder;
  }

  /** The matrix that is factored, by its name in the program. */
  public String matrix() {
    return matrix;
  }

  /** The order of the minor within the whole matrix, from one. */
  public long order() {
    return order;
  }

  /** The row of the diagonal tile, from zero. */
  public long tileRow() {
    return tileRow;
  }

  /** The column of the diagonal tile, from zero. */
  public long tileColumn() {
    return tileColumn;
  }

  /** The order within the tile, from one, as LAPACK's {@code info}. */
  public int localOrder() {
    return localOrder;
  }
}
