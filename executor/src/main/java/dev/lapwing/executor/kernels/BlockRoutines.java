package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/**
 * What {@link Recursion} is made of: products of any size, and the rest for small matrices. The
 * routines are those of {@link Blas}.
 *
 * @param <M> the matrices that it computes with
 */
interface BlockRoutines<M> {

  /** The order of a triangle up to which {@link #trsm} beats halving. */
  int smallTriangle();

  /** The order up to which {@link #potrf} beats halving. */
  int smallFactor();

  /** {@link Blas#gemm}. */
  void gemm(Op transA, Op transB, double alpha, M a, M b, double beta, M c);

  /** {@link Blas#syrk}. */
  void syrk(Uplo uplo, Op trans, double alpha, M a, double beta, M c);

  /** {@link Blas#trsm}, for a small triangle. */
  void trsm(Side side, Uplo uplo, Op trans, Diag diag, M t, M b);

  /** {@link Blas#potrf}, for a small matrix. */
  int potrf(M a);

  /** The number of columns up to which {@link #getrf} beats halving. */
  int smallPanel();

  /**
   * {@link Blas#getrf}, for few columns, no more than there are rows.
   *
   * @param from where in the array the pivots begin
   */
  void getrf(M a, int[] pivots, int from);

  /** Exchanges row j with the row that {@code pivots[from + j]} says, for j below a count. */
  void swapRows(M a, int[] pivots, int from, int count);
}
