package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;

/**
 * The part of BLAS and LAPACK that kernels are made of, on whole tiles. Names, arguments and
 * results are LAPACK's; shapes are the views' own and have been checked by the caller. Every length
 * may be zero.
 *
 * @param <V> a tile in the memory where this BLAS computes
 */
interface Blas<V extends TileView> {

  /** What computes, for people. */
  String description();

  /** A tile that will only be read. */
  V read(Tile tile);

  /** A tile that will be written in full; its content is not looked at. */
  V write(Tile tile);

  /** A tile that will be read and changed. */
  V update(Tile tile);

  /** {@code C := alpha op(A) op(B) + beta C}. With {@code beta = 0}, C is not looked at. */
  void gemm(Op transA, Op transB, double alpha, V a, V b, double beta, V c);

  /** {@code C := alpha op(A) op(A)^T + beta C} on one triangle; the other is left alone. */
  void syrk(Uplo uplo, Op trans, double alpha, V a, double beta, V c);

  /** {@code B := op(T)^-1 B} or {@code B op(T)^-1}; one triangle of T is looked at. */
  void trsm(Side side, Uplo uplo, Op trans, Diag diag, V t, V b);

  /**
   * The Cholesky factor of a symmetric matrix, in its lower triangle; the upper one is left alone.
   *
   * @return 0, or the order of the leading minor that is not positive. A minor that is not a number
   *     need not be noticed.
   */
  int potrf(V a);

  /**
   * The LU factorization {@code dgetrf} with partial pivoting, in place. A NaN counts as the
   * largest of numbers; the elimination goes on after a column that is exactly zero.
   *
   * @param rows the first rows of the tile, which are factored
   * @param pivots receives for each row, up to the lesser of rows and columns, the row that it is
   *     exchanged with, from zero
   */
  void getrf(int rows, V a, int[] pivots);

  /**
   * The QR factorization {@code dgeqrt} of an m x n tile: R and the reflectors in its place.
   *
   * @param block the block size, from 1 to min(m, n)
   * @param t zeros; its first {@code block} rows receive the block reflectors
   */
  void geqrt(int block, V a, V t, TilePool workspace);

  /**
   * The QR factorization {@code dtpqrt} of {@code [R; B]}, R n x n and upper triangular: the new R
   * and the reflectors in their place.
   *
   * @param shape whether those rows of B form an upper trapezoid
   * @param block the block size, from 1 to n
   * @param b the first {@code rows} rows of this tile
   * @param t zeros; its first {@code block} rows receive the block reflectors
   */
  void tpqrt(Pentagon shape, int block, V r, int rows, V b, V t, TilePool workspace);

  /** {@code C := op(Q) C} for the Q of {@link #geqrt}, which {@code dgemqrt} applies. */
  void gemqrt(Op trans, int block, V v, V t, V c, TilePool workspace);

  /** {@code [A; B] := op(Q) [A; B]} for the Q of {@link #tpqrt}, which {@code dtpmqrt} applies. */
  void tpmqrt(
      Op trans, Pentagon shape, int block, int rows, V v, V t, V a, V b, TilePool workspace);

  /** {@code C := C Q} for the Q of {@link #geqrt}, which {@code dgemqrt} applies. */
  void gemqrtRight(int block, V v, V t, V c, TilePool workspace);

  /**
   * {@code [A B] := [A B] Q} for the Q of {@link #tpqrt}, which {@code dtpmqrt} applies.
   *
   * @param b its first {@code columns} columns
   */
  void tpmqrtRight(Pentagon shape, int block, int columns, V v, V t, V a, V b, TilePool workspace);

  /**
   * The reduction of an upper band matrix to upper bidiagonal form: see {@link BandReduction}.
   *
   * @param width the number of diagonals above the main one, at least 1
   * @param band the matrix as {@link BandStorage} has it; the two diagonals are left in their
   *     places
   * @param kept nothing, or two squares of zeros for the reflectors from the left and the right
   */
  void gbbrd(int width, V band, List<V> kept, TilePool workspace);

  /**
   * The reduction of an m x n matrix, m at least n, to an upper band matrix in its place: see
   * {@link DenseReduction}.
   *
   * @param width the number of diagonals above the main one, from 1 to n
   */
  void ge2gb(int width, V a, TilePool workspace);

  /** {@code C := C Q} for reflectors that {@link #gbbrd} kept of one side. */
  void ormbr(int width, V kept, V c, TilePool workspace);

  /**
   * The singular values of an upper bidiagonal matrix of finite numbers, as {@code dbdsqr} finds
   * them without vectors.
   *
   * @param two its diagonals, as columns; the values take the place of the first, falling
   * @return 0, or the number of a value that was not found
   */
  int bdsqr(V two, TilePool workspace);

  /**
   * The singular value decomposition {@code U S V^T} of the same, as {@code dbdsdc} finds it.
   *
   * @return 0, or the number of a value that was not found
   */
  int bdsdc(V two, V u, V vt, TilePool workspace);

  /**
   * The reduction of a symmetric band matrix to tridiagonal form: see {@link TridiagonalReduction}.
   *
   * @param width the number of diagonals below the main one, at least 1
   * @param band the lower triangle as {@link SymmetricStorage} has it; the two diagonals are left
   *     in their places
   * @param kept nothing, or a square of zeros for the reflectors
   */
  void sbtrd(int width, V band, List<V> kept, TilePool workspace);

  /**
   * The reduction {@code dsytrd} of a symmetric matrix, of which the lower triangle is read, to
   * tridiagonal form. The reflectors are left below the diagonal, as LAPACK leaves them.
   *
   * @param lines three columns, which receive the diagonal, what is beside it, and the taus
   */
  void sytrd(V a, V lines, TilePool workspace);

  /**
   * The reduction {@code dgebrd} of an m x n matrix, m at least n, to upper bidiagonal form. The
   * reflectors are left below and above the diagonal, as LAPACK leaves them.
   *
   * @param rows m, the first rows of the tile
   * @param lines four columns of n entries, which receive the diagonal, what is above it, and the
   *     taus from the left and from the right
   */
  void gebrd(int rows, V a, V lines, TilePool workspace);

  /**
   * The inverses of the triangular factors of blocks of reflectors: see {@link ColumnReflectors}.
   *
   * @param below how many rows below the diagonal the reflectors begin
   * @param kept the reflectors, with the inverse of tau in the place of the one
   * @param triangles as many rows as a block has reflectors; receives the inverses
   */
  void larft(int below, V kept, V triangles, TilePool workspace);

  /** {@code C := Q C} for reflectors and triangles as {@link #larft} has them. */
  void larfb(int below, V kept, V triangles, V c, TilePool workspace);

  /**
   * The eigenvalues of a symmetric tridiagonal matrix of finite numbers, as {@code dsterf} finds
   * them.
   *
   * @param two its diagonals, as columns; the values take the place of the first, rising
   * @return 0, or how many values were not found
   */
  int sterf(V two, TilePool workspace);

  /**
   * The eigenvalues and eigenvectors of the same, as {@code dstedc} finds them.
   *
   * @return 0, or a number that tells where values were not found
   */
  int stedc(V two, V vectors, TilePool workspace);
}
