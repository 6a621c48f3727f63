package dev.lapwing;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.state.Precision;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;

/**
 * A dense matrix of doubles or floats, cut into tiles that are kept in memory or in a Zarr array.
 * Immutable: operations give new matrices, and views share tiles.
 *
 * <p>The operands of an operation are of one precision, which its result has too; {@link #to}
 * converts. A mixture is refused with {@link dev.lapwing.executor.PrecisionMismatch}.
 *
 * <p>Blocking calls wait for their result; {@link #async()} has the same operations as {@link Run}s
 * that report progress and can be cancelled. Failures are thrown as they are: {@code
 * NotPositiveDefinite}, {@code SingularMatrix}, {@link ShapeMismatch}.
 *
 * <p>NaN and infinite entries never keep a run from its end. What looks at entries one by one, or
 * adds and multiplies them, computes with them as IEEE 754 has it: they stay at their places, or
 * spread to the rows, columns and numbers that they take part in. What each factorization makes of
 * them is said there.
 *
 * <p>Close a matrix to give its memory back; one that is forgotten is freed some time after the
 * last reference to it is gone. Tiles are freed when the matrix and all views of it are closed.
 * Safe for use by many threads.
 */
public final class BigMatrix implements AutoCloseable {
  private final Lapwing lapwing;
  private final TileArray tiles;
  private final String location;
  private final TileHold hold;

  private BigMatrix(Lapwing lapwing, TileArray tiles, String location, TileHold hold) {
    this.lapwing = lapwing;
    this.tiles = tiles;
    this.location = location;
    this.hold = hold;
    lapwing.engine().cleaner().register(this, hold::close);
  }

  /** A matrix that stays where it is when nobody uses it any more. */
  static BigMatrix stored(Lapwing lapwing, StoredMatrix store, String uri) {
    return new BigMatrix(
        lapwing, lapwing.engine().tiles(store), uri, TileHold.first(() -> close(store)));
  }

  /** A matrix that is deleted when nobody uses it any more. */
  static BigMatrix nameless(Lapwing lapwing, StoredMatrix store, String uri) {
    Runnable delete =
        () -> {
          close(store);
          lapwing.engine().forget(uri);
        };
    return new BigMatrix(lapwing, lapwing.engine().tiles(store), uri, TileHold.first(delete));
  }

  /** Where it was made. */
  public Lapwing lapwing() {
    return lapwing;
  }

  /** Where its tiles are: {@code mem:NAME} or a path. */
  public String location() {
    return location;
  }

  /** Rows and columns. */
  public Shape shape() {
    return new Shape(rows(), columns());
  }

  /** The number of rows. */
  public long rows() {
    return grid().rows().elements();
  }

  /** The number of columns. */
  public long columns() {
    return grid().columns().elements();
  }

  /** How the entries are kept. */
  public Precision precision() {
    return tiles.precision();
  }

  /** Rows and columns of every tile but the last of a row or column, which may be smaller. */
  public Shape tileShape() {
    return new Shape(grid().rows().tile(), grid().columns().tile());
  }

  /** The number of rows of tiles and of columns of tiles. */
  public Shape tileCounts() {
    return new Shape(grid().rows().tiles(), grid().columns().tiles());
  }

  /** The bytes that the stored matrix takes of which this is a view, or which it is. */
  public long storedBytes() {
    TileHold claim = claim();
    try (StoredMatrix stored = lapwing.engine().storage().open(location)) {
      return stored.storedBytes();
    } catch (StoreException e) {
      throw Failures.storage("looking at " + location, e);
    } finally {
      claim.close();
    }
  }

  /**
   * One entry. For more than a few, see {@link #toArray}.
   *
   * @param row from zero
   * @param column from zero
   */
  public double get(long row, long column) {
    Ranges.requireIndex("row", row, rows());
    Ranges.requireIndex("column", column, columns());
    TileHold claim = claim();
    try {
      return tiles.get(row, column);
    } catch (StoreException e) {
      throw Failures.storage("reading " + location, e);
    } finally {
      claim.close();
    }
  }

  /** All rows, copied to the heap. */
  public double[][] toArray() {
    return HeapCopies.rows(this);
  }

  /** All rows one after the other, copied to the heap. */
  public double[] toRowMajor() {
    return HeapCopies.rowMajor(this);
  }

  /**
   * Writes the matrix to a place, in the format that the name ends in: {@code .npy}, {@code .mtx},
   * {@code .csv}, {@code .zarr}, or to {@code mem:NAME}. It appears there whole or not at all, and
   * replaces what is there.
   */
  public void save(String uri) {
    async().save(uri).join();
  }

  /** The transpose, as a view. */
  public BigMatrix transpose() {
    return view(tiles.transpose());
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
    Ranges.requireRange("rows of tiles", fromRow, toRow, tileCounts().rows());
    Ranges.requireRange("columns of tiles", fromColumn, toColumn, tileCounts().columns());
    long tileRows = tileShape().rows();
    long tileColumns = tileShape().columns();
    return slice(
        Math.min(rows(), fromRow * tileRows),
        Math.min(rows(), toRow * tileRows),
        Math.min(columns(), fromColumn * tileColumns),
        Math.min(columns(), toColumn * tileColumns));
  }

  /**
   * Some rows and columns, as a view in tiles of the same shape. A tile of the view that is not a
   * whole tile of this matrix is put together whenever it is read; {@link #copy} does it once.
   *
   * @param fromRow first row
   * @param toRow behind the last row
   * @param fromColumn first column
   * @param toColumn behind the last column
   */
  public BigMatrix slice(long fromRow, long toRow, long fromColumn, long toColumn) {
    Ranges.requireRange("rows", fromRow, toRow, rows());
    Ranges.requireRange("columns", fromColumn, toColumn, columns());
    TileGrid cut =
        TileGrid.of(
            toRow - fromRow, toColumn - fromColumn, tileShape().rows(), tileShape().columns());
    return view(tiles.region(fromRow, fromColumn, cut));
  }

  /**
   * The same matrix in tiles of another shape, as a view. Tasks work on these: on larger ones, each
   * put together of several whenever it is read, they are fewer, hold more, and read and write less
   * in all; {@link #copy(Shape)} cuts the matrix anew once.
   */
  public BigMatrix inTiles(Shape tile) {
    return view(tiles.cut(TileGrid.of(rows(), columns(), tile.rows(), tile.columns())));
  }

  /** {@code A + B}. */
  public BigMatrix plus(BigMatrix b) {
    return async().plus(b).join();
  }

  /** {@code A - B}. */
  public BigMatrix minus(BigMatrix b) {
    return async().minus(b).join();
  }

  /** The products of the entries of both: Hadamard's product, as NumPy's {@code A * B}. */
  public BigMatrix times(BigMatrix b) {
    return async().times(b).join();
  }

  /** The quotients of the entries of both. */
  public BigMatrix divide(BigMatrix b) {
    return async().divide(b).join();
  }

  /** Both matrices combined entry by entry. */
  public BigMatrix combine(EntryOperator operator, BigMatrix b) {
    return async().combine(operator, b).join();
  }

  /**
   * A function of every entry.
   *
   * @param scalars the numbers that the function takes besides the entry
   */
  public BigMatrix map(EntryFunction function, double... scalars) {
    return async().map(function, scalars).join();
  }

  /** The sums of all rows, m x 1, or of all columns, 1 x n. */
  public BigMatrix sum(Axis axis) {
    return async().sum(axis).join();
  }

  /** The sum of all entries. */
  public double sum() {
    return async().sum().join();
  }

  /**
   * The means of all rows, m x 1, or of all columns, 1 x n.
   *
   * @throws IllegalArgumentException if they have no entries
   */
  public BigMatrix mean(Axis axis) {
    return async().mean(axis).join();
  }

  /**
   * The mean of all entries.
   *
   * @throws IllegalArgumentException if there are none
   */
  public double mean() {
    return async().mean().join();
  }

  /**
   * The least entries of all rows, m x 1, or of all columns, 1 x n; NaN where an entry is.
   *
   * @throws IllegalArgumentException if they have no entries
   */
  public BigMatrix min(Axis axis) {
    return async().min(axis).join();
  }

  /**
   * The least entry; NaN if one is.
   *
   * @throws IllegalArgumentException if there are none
   */
  public double min() {
    return async().min().join();
  }

  /**
   * The greatest entries of all rows, m x 1, or of all columns, 1 x n; NaN where an entry is.
   *
   * @throws IllegalArgumentException if they have no entries
   */
  public BigMatrix max(Axis axis) {
    return async().max(axis).join();
  }

  /**
   * The greatest entry; NaN if one is.
   *
   * @throws IllegalArgumentException if there are none
   */
  public double max() {
    return async().max().join();
  }

  /** {@code [A; B; ...]}: this matrix above others with as many columns, at least one. */
  public BigMatrix above(BigMatrix... below) {
    return async().above(below).join();
  }

  /** {@code [A, B, ...]}: this matrix beside others with as many rows, at least one. */
  public BigMatrix beside(BigMatrix... others) {
    return async().beside(others).join();
  }

  /** The main diagonal of a square matrix, n x 1. */
  public BigMatrix diagonal() {
    return async().diagonal().join();
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
    return async().transposeMultiply(b).join();
  }

  /** {@code A^T A} at half the cost of a product (BLAS: {@code syrk}); exactly symmetric. */
  public BigMatrix gram() {
    return async().gram().join();
  }

  /**
   * The Cholesky factor of a symmetric positive definite matrix (LAPACK: {@code potrf}). Only the
   * lower triangle is read. A NaN there is refused at the first leading minor that it spoils, and
   * so is an infinite entry below the diagonal.
   *
   * @throws dev.lapwing.executor.NotPositiveDefinite naming the order of the leading minor
   */
  public CholeskyFactor cholesky() {
    return async().cholesky().join();
  }

  /**
   * The LU factorization of a matrix of any shape, with tournament pivoting (LAPACK: {@code
   * getrf}). A singular matrix has one too, and so has one with entries that are not finite: NaN
   * becomes a pivot first, then what is infinite, and both spread.
   */
  public LuFactor lu() {
    return async().lu().join();
  }

  /**
   * Solves {@code A X = B} for any square A (LAPACK: {@code gesv}): LU factorization and both
   * triangular solves in one program. For a symmetric positive definite A, {@link #solveSpd} takes
   * half the time; for several B one after the other, {@link #lu} keeps the factors.
   *
   * <p>What is not finite in A spreads into X, and in B into its column of X.
   *
   * @param b n x c
   * @return X, n x c
   * @throws dev.lapwing.executor.SingularMatrix if a pivot is exactly zero
   */
  public BigMatrix solve(BigMatrix b) {
    return async().solve(b).join();
  }

  /**
   * Solves {@code A X = B} for a symmetric positive definite A (LAPACK: {@code posv}): Cholesky
   * factorization and both triangular solves in one program. Only the lower triangle of A is read:
   * a matrix that is not symmetric is not noticed. What is not finite in A is refused as {@link
   * #cholesky} refuses it, and spreads from B into its column of X.
   *
   * @param b n x c
   * @return X, n x c
   * @throws dev.lapwing.executor.NotPositiveDefinite naming the order of the leading minor
   */
  public BigMatrix solveSpd(BigMatrix b) {
    return async().solveSpd(b).join();
  }

  /**
   * Solves {@code A X = B} for any square A as {@link #solve} does and as accurately, but factors A
   * in float32 and refines the solution (LAPACK: {@code dsgesv}): for large well-conditioned
   * matrices in little more than half the time. Where refining does not help, because the condition
   * of A is above some 1e7, or entries are not finite, everything is done again in float64; the
   * result says so.
   *
   * @param b n x c, of float64 as A is
   * @throws dev.lapwing.executor.SingularMatrix if a pivot in float64 is exactly zero
   */
  public MixedSolution solveMixed(BigMatrix b) {
    return async().solveMixed(b).join();
  }

  /**
   * {@link #solveMixed} for a symmetric positive definite A (LAPACK: {@code dsposv}). Of A, the
   * lower triangle is factored, and all of it refined with: it must be symmetric.
   *
   * @throws dev.lapwing.executor.NotPositiveDefinite naming the order of the leading minor
   */
  public MixedSolution solveSpdMixed(BigMatrix b) {
    return async().solveSpdMixed(b).join();
  }

  /**
   * The inverse of a square matrix; {@link #solve} is faster and more accurate where the inverse
   * itself is not wanted. What is not finite spreads into it.
   *
   * @throws dev.lapwing.executor.SingularMatrix if a pivot is exactly zero
   */
  public BigMatrix inverse() {
    return async().inverse().join();
  }

  /**
   * The inverse of a symmetric positive definite matrix, exactly symmetric, by its Cholesky factor
   * (LAPACK: {@code potri}). Only the lower triangle is read, and what is not finite in it is
   * refused as {@link #cholesky} refuses it.
   *
   * @throws dev.lapwing.executor.NotPositiveDefinite naming the order of the leading minor
   */
  public BigMatrix inverseSpd() {
    return async().inverseSpd().join();
  }

  /**
   * The inverse of a lower triangular matrix; what is above the diagonal is not read. What is not
   * finite spreads, but for an infinite entry of the diagonal, whose inverse is zero.
   *
   * @throws dev.lapwing.executor.SingularMatrix if a diagonal entry is exactly zero
   */
  public BigMatrix inverseLower() {
    return async().inverseLower().join();
  }

  /**
   * The inverse of an upper triangular matrix; what is below the diagonal is not read. Otherwise as
   * {@link #inverseLower}.
   *
   * @throws dev.lapwing.executor.SingularMatrix if a diagonal entry is exactly zero
   */
  public BigMatrix inverseUpper() {
    return async().inverseUpper().join();
  }

  /** The determinant of a square matrix, by {@link #lu}; NaN or infinite if an entry is. */
  public Determinant determinant() {
    return async().determinant().join();
  }

  /**
   * An estimate of {@code 1 / (||A|| ||A^-1||)} in the 1-norm, by {@link #lu}: below about 1e-16 a
   * matrix is singular to working precision (LAPACK: {@code gecon}). NaN if an entry is, and 0 if
   * one is infinite.
   */
  public double reciprocalCondition() {
    return async().reciprocalCondition().join();
  }

  /**
   * The rows in another order: row i of the result is row {@code order(i)} of this matrix.
   *
   * @param order a column of row numbers, counted from zero; any of them may occur several times
   * @throws dev.lapwing.executor.TaskFailed if one is no row number: NaN, say
   */
  public BigMatrix permuteRows(BigMatrix order) {
    return async().permuteRows(order).join();
  }

  /**
   * Solves {@code A X = B} for a lower triangular A (BLAS: {@code trsm}); what is above the
   * diagonal is not read. What is not finite in A spreads into X, and in B into its column of X.
   *
   * @throws dev.lapwing.executor.SingularMatrix if a diagonal entry is exactly zero
   */
  public BigMatrix solveLower(BigMatrix b) {
    return async().solveLower(b).join();
  }

  /**
   * Solves {@code A X = B} for an upper triangular A (BLAS: {@code trsm}); what is below the
   * diagonal is not read. Otherwise as {@link #solveLower}.
   *
   * @throws dev.lapwing.executor.SingularMatrix if a diagonal entry is exactly zero
   */
  public BigMatrix solveUpper(BigMatrix b) {
    return async().solveUpper(b).join();
  }

  /**
   * Q and R of a matrix with at least as many rows as columns, by a tree of small factorizations
   * (J. Demmel et al., "Communication-optimal parallel and sequential QR and LU factorizations",
   * SIAM J. Sci. Comput. 34, 2012). What is not finite spreads into both factors, as NaN.
   *
   * @throws IllegalArgumentException if there are fewer rows than columns, or no columns
   */
  public QrFactors tsqr() {
    return async().tsqr().join();
  }

  /** R alone, which costs half as much as both. */
  public BigMatrix tsqrR() {
    return async().tsqrR().join();
  }

  /**
   * The factorization {@code A = Q R} of a matrix of any shape, by tiles (LAPACK: {@code geqrf}).
   * For m at least n it takes 2 m n^2 - 2 n^3 / 3 flops. Source: A. Buttari et al., "A class of
   * parallel tiled linear algebra algorithms for multicore architectures", Parallel Computing 35,
   * 2009. What is not finite spreads into R and Q, as NaN.
   *
   * @throws IllegalArgumentException if there are no rows, or no columns
   */
  public QrFactorization qr() {
    return async().qr().join();
  }

  /** As {@link #qr()}, along a tree of choice. */
  public QrFactorization qr(QrTree tree) {
    return async().qr(tree).join();
  }

  /** The R of {@link #qr()} alone: min(m, n) x n. No reflectors are kept. */
  public BigMatrix qrR() {
    return async().qrR().join();
  }

  /**
   * The factorization {@code A = L Q} of a matrix of any shape (LAPACK: {@code gelqf}): {@link
   * #qr()} of the transpose, which is a view. What is not finite spreads into both factors.
   *
   * @throws IllegalArgumentException if there are no rows, or no columns
   */
  public LqFactorization lq() {
    return async().lq().join();
  }

  /** As {@link #lq()}, along a tree of choice. */
  public LqFactorization lq(QrTree tree) {
    return async().lq(tree).join();
  }

  /**
   * The X that minimises {@code ||A X - B||} in the 2-norm, column by column, by QR factorization
   * of a matrix of any shape (LAPACK: {@code gels}). With fewer rows than columns, {@code A X = B}
   * has many solutions; X is the one of least norm. What is not finite in A says nothing about its
   * rank, and spreads into X; in B, into its column of X.
   *
   * @param b m x c
   * @return X, n x c
   * @throws dev.lapwing.executor.RankDeficient if the reciprocal condition number of the triangular
   *     factor is, as estimated, not above max(m, n) eps
   */
  public BigMatrix leastSquares(BigMatrix b) {
    return async().leastSquares(b).join();
  }

  /**
   * The singular values of a matrix of any shape, from the largest to the smallest (LAPACK: {@code
   * gesdd} without vectors): by reduction to a band by tiles, of the band to two diagonals, and the
   * dqds algorithm. All are NaN if an entry is NaN or infinite.
   *
   * @throws IllegalArgumentException if there are no rows, or no columns
   */
  public double[] singularValues() {
    return async().singularValues().join();
  }

  /**
   * The singular value decomposition {@code A = U S V^T} of a matrix of any shape, with min(m, n)
   * columns in U and V (LAPACK: {@code gesdd}). One task holds five square matrices of min(m, n)
   * rows, which bounds what a machine can do; {@link #singularValues} knows no such bound. If an
   * entry is NaN or infinite, all values and vectors are NaN.
   *
   * @throws IllegalArgumentException if there are no rows, or no columns
   */
  public SvdFactorization svd() {
    return async().svd().join();
  }

  /**
   * The k largest singular values of a matrix of any shape, and their vectors, from products with
   * random vectors (scikit-learn: {@code randomized_svd}, Dask: {@code svd_compressed}), and a
   * bound of what they leave out. With k far below m and n it takes a small part of {@link #svd}'s
   * time, and no task that holds more than a few columns. All are NaN if an entry is NaN or
   * infinite.
   *
   * @param rank k, from 1 to min(m, n)
   */
  public LowRankSvd svdRandomised(int rank) {
    return svdRandomised(Sketch.ofRank(rank));
  }

  /** As {@link #svdRandomised(int)}, with oversampling, power iterations and seed of choice. */
  public LowRankSvd svdRandomised(Sketch sketch) {
    return async().svdRandomised(sketch).join();
  }

  /**
   * The k principal components of the rows: the directions in which they vary most.
   *
   * @param components k, from 1 to min(m, n); there are at least 2 rows
   */
  public PrincipalComponents pca(int components) {
    return pca(PcaOptions.of(components));
  }

  /** As {@link #pca(int)}, by a method of choice. */
  public PrincipalComponents pca(PcaOptions options) {
    return async().pca(options).join();
  }

  /**
   * The eigenvalues of a symmetric matrix, from the smallest to the largest (LAPACK: {@code syevd}
   * without vectors). Its triangles must agree: that is not checked, and up to 3,072 rows only the
   * lower one is read. All are NaN if an entry that is read is NaN or infinite.
   *
   * @throws IllegalArgumentException if it is not square, or has no rows
   */
  public double[] eigenvalues() {
    return async().eigenvalues().join();
  }

  /**
   * The eigenvalues and eigenvectors of a symmetric matrix (LAPACK: {@code syevd}), which is read
   * as {@link #eigenvalues} reads it. One task holds three square matrices of its size. If an entry
   * that is read is NaN or infinite, all values and vectors are NaN.
   *
   * @throws IllegalArgumentException if it is not square, or has no rows
   */
  public EigenFactorization eigh() {
    return async().eigh().join();
  }

  /** A copy with tiles of its own, which a view has not. */
  public BigMatrix copy() {
    return async().copy().join();
  }

  /** A copy in tiles of another shape. */
  public BigMatrix copy(Shape tile) {
    return async(RunOptions.defaults().tile(tile)).copy().join();
  }

  /**
   * The matrix in another precision, each entry rounded to nearest; what is beyond the range of a
   * float becomes infinite. In its own precision, a copy.
   */
  public BigMatrix to(Precision precision) {
    return async().to(precision).join();
  }

  /** A norm; NaN if an entry is, infinite if one is. */
  public double norm(Norm norm) {
    return async().norm(norm).join();
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
  public void close() {
    hold.close();
  }

  @Override
  public String toString() {
    return "%s %s matrix in tiles of %s at %s"
        .formatted(shape(), precision(), tileShape(), location);
  }

  TileArray tiles() {
    return tiles;
  }

  TileGrid grid() {
    return tiles.grid();
  }

  /** Keeps the tiles until it is released, whether this matrix is closed meanwhile or not. */
  TileHold claim() {
    return hold.another();
  }

  /** The same matrix, held for itself. */
  BigMatrix view() {
    return view(tiles);
  }

  private BigMatrix view(TileArray view) {
    return new BigMatrix(lapwing, view, location, hold.another());
  }

  private static void close(StoredMatrix store) {
    try {
      store.close();
    } catch (StoreException e) {
      throw Failures.storage("closing " + store.location(), e);
    }
  }
}
