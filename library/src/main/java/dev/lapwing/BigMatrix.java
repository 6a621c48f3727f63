package dev.lapwing;

/**
 * A dense matrix of doubles, cut into tiles that are kept in memory or in a Zarr array. Immutable:
 * operations give new matrices, and views share tiles.
 *
 * <p>Blocking calls wait for their result; {@link #async()} has the same operations as {@link Run}s
 * that report progress and can be cancelled. Failures are thrown as they are: {@code
 * NotPositiveDefinite}, {@code SingularMatrix}, {@link ShapeMismatch}.
 *
 * <p>Close a matrix to give its memory back; one that is forgotten is freed some time after the
 * last reference to it is gone. Tiles are freed when the matrix and all views of it are closed.
 * Safe for use by many threads.
 */
public final class BigMatrix implements AutoCloseable {
  private final Lapwing lapwing;
  private final Shape shape;
  private final Shape tileShape;

  BigMatrix(Lapwing lapwing, Shape shape, Shape tileShape) {
    this.lapwing = lapwing;
    this.shape = shape;
    this.tileShape = tileShape;
  }

  /** Where it was made. */
  public Lapwing lapwing() {
    return lapwing;
  }

  /** Rows and columns. */
  public Shape shape() {
    return shape;
  }

  /** The number of rows. */
  public long rows() {
    return shape.rows();
  }

  /** The number of columns. */
  public long columns() {
    return shape.columns();
  }

  /** Rows and columns of every tile but the last of a row or column, which may be smaller. */
  public Shape tileShape() {
    return tileShape;
  }

  /** The number of tiles along the rows and along the columns. */
  public Shape tiles() {
    return Pending.value();
  }

  /** One entry, counted from zero. For more than a few, see {@link #toArray}. */
  public double get(long row, long column) {
    return Pending.value();
  }

  /** All rows, copied to the heap. */
  public double[][] toArray() {
    return Pending.value();
  }

  /** All rows one after the other, copied to the heap. */
  public double[] toRowMajor() {
    return Pending.value();
  }

  /**
   * Writes the matrix to a file, in the format that the name ends in: {@code .npy}, {@code .mtx},
   * {@code .csv}, {@code .zarr}. The file appears whole or not at all; one that is there is
   * replaced.
   */
  public void save(String uri) {
    Pending.value();
  }

  /** The transpose, as a view. */
  public BigMatrix transpose() {
    return Pending.value();
  }

  /**
   * Some tiles, as a view.
   *
   * @param fromRow first row of tiles
   * @param toRow behind the last row of tiles
   * @param fromColumn first column of tiles
   * @param toColumn behind the last column of tiles
   */
  public BigMatrix sliceTiles(long fromRow, long toRow, long fromColumn, long toColumn) {
    return Pending.value();
  }

  /**
   * Some rows and columns; a view if the first ones begin a tile, a copy otherwise.
   *
   * @param fromRow first row
   * @param toRow behind the last row
   * @param fromColumn first column
   * @param toColumn behind the last column
   */
  public BigMatrix slice(long fromRow, long toRow, long fromColumn, long toColumn) {
    return Pending.value();
  }

  /** {@code A + B}. */
  public BigMatrix plus(BigMatrix b) {
    return async().plus(b).join();
  }

  /** {@code A - B}. */
  public BigMatrix minus(BigMatrix b) {
    return async().minus(b).join();
  }

  /** {@code alpha A}. */
  public BigMatrix scale(double alpha) {
    return async().scale(alpha).join();
  }

  /** {@code A + alpha I}; A is square. */
  public BigMatrix plusDiagonal(double alpha) {
    return async().plusDiagonal(alpha).join();
  }

  /** {@code A B} (BLAS: {@code gemm}); transpose views are multiplied without being copied. */
  public BigMatrix multiply(BigMatrix b) {
    return async().multiply(b).join();
  }

  /** {@code A^T B}. */
  public BigMatrix transposeMultiply(BigMatrix b) {
    return transpose().multiply(b);
  }

  /** {@code A^T A} at half the cost of a product (BLAS: {@code syrk}); exactly symmetric. */
  public BigMatrix gram() {
    return async().gram().join();
  }

  /**
   * The Cholesky factor of a symmetric positive definite matrix (LAPACK: {@code potrf}). Only the
   * lower triangle is read.
   */
  public CholeskyFactor cholesky() {
    return async().cholesky().join();
  }

  /**
   * Solves {@code A X = B} for a symmetric positive definite A (LAPACK: {@code posv}): Cholesky
   * factorization and both triangular solves in one program. Only the lower triangle of A is read.
   *
   * @param b n x c
   * @return X, n x c
   */
  public BigMatrix solve(BigMatrix b) {
    return async().solve(b).join();
  }

  /** Solves {@code A X = B} for a lower triangular A (BLAS: {@code trsm}). */
  public BigMatrix solveLower(BigMatrix b) {
    return async().solveLower(b).join();
  }

  /** Solves {@code A X = B} for an upper triangular A (BLAS: {@code trsm}). */
  public BigMatrix solveUpper(BigMatrix b) {
    return async().solveUpper(b).join();
  }

  /** Q and R of a matrix with at least as many rows as columns. */
  public QrFactors tsqr() {
    return async().tsqr().join();
  }

  /** R alone, which costs half as much as both. */
  public BigMatrix tsqrR() {
    return async().tsqrR().join();
  }

  /** The X that minimises {@code ||A X - B||} in the 2-norm, column by column; A has full rank. */
  public BigMatrix leastSquares(BigMatrix b) {
    return async().leastSquares(b).join();
  }

  /** A copy with tiles of another shape. */
  public BigMatrix copy(Shape tile) {
    return async().copy(tile).join();
  }

  /** A norm. */
  public double norm(Norm norm) {
    return Pending.value();
  }

  /** The same operations, started and not waited for. */
  public AsyncMatrix async() {
    return async(RunOptions.defaults());
  }

  /** The same operations, started and not waited for, with options. */
  public AsyncMatrix async(RunOptions options) {
    return new AsyncMatrix(this, options);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return shape + " matrix in tiles of " + tileShape;
  }
}
