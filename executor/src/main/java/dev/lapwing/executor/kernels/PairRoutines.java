package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/**
 * What {@link PairFactorization} is made of: products of any size, and the rest for narrow pairs.
 *
 * @param <M> the matrices that it computes with
 */
interface PairRoutines<M> {

  /** The number of columns up to which {@link #factorPair} beats halving. */
  int narrowPair();

  /** {@link Blas#gemm}. */
  void gemm(Op transA, Op transB, double alpha, M a, M b, double beta, M c);

  /** {@code to := from}. */
  void copy(M from, M to);

  /** {@link Blas#tpqrt} of a few columns as one block, with nothing known of B's shape. */
  void factorPair(M r, M b, M t);
}
