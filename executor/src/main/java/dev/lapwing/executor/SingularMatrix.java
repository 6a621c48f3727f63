package dev.lapwing.executor;

/** A triangular solve met a diagonal entry that is exactly zero. */
public final class SingularMatrix extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String matrix;
  private final long order;
  private final long tileRow;
  private final long tileColumn;
  private final int localOrder;

  /**
   * A failure of a triangular solve.
   *
   * @param matrix the triangular matrix, by its name in the program
   * @param order the row of the zero within the whole matrix, from one
   * @param tileRow the row of the diagonal tile, from zero
   * @param tileColumn its column
   * @param localOrder the row within the tile, from one, as LAPACK's {@code info}
   */
  public SingularMatrix(String matrix, long order, long tileRow, long tileColumn, int localOrder) {
    super(
        "%s is singular: its diagonal entry %,d is exactly zero (tile (%d, %d), local row %d). Solve with a matrix that has no zero on its diagonal, or in the least-squares sense."
            .formatted(matrix, order, tileRow, tileColumn, localOrder));
    this.matrix = matrix;
    this.order = order;
    this.tileRow = tileRow;
    this.tileColumn = tileColumn;
    this.localOrder = localOrder;
  }

  /** The triangular matrix, by its name in the program. */
  public String matrix() {
    return matrix;
  }

  /** The row of the zero within the whole matrix, from one. */
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

  /** The row within the tile, from one, as LAPACK's {@code info}. */
  public int localOrder() {
    return localOrder;
  }
}
