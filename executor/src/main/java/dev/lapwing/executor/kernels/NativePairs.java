package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/**
 * What {@link PairFactorization} needs, from OpenBLAS.
 *
 * @param work room for LAPACK, the square of {@link #NARROW}
 */
record NativePairs(NativeRoutines routines, NativeMatrix work)
    implements PairRoutines<NativeMatrix> {
  static final int NARROW = 8;

  @Override
  public int narrowPair() {
    return NARROW;
  }

  @Override
  public void gemm(
      Op transA,
      Op transB,
      double alpha,
      NativeMatrix a,
      NativeMatrix b,
      double beta,
      NativeMatrix c) {
    routines.gemm(transA, transB, alpha, a, b, beta, c);
  }

  @Override
  public void copy(NativeMatrix from, NativeMatrix to) {
    routines.copy(from, to);
  }

  @Override
  public void factorPair(NativeMatrix r, NativeMatrix b, NativeMatrix t) {
    int info =
        routines
            .functions()
            .tpqrt(
                b.rows(),
                r.columns(),
                0,
                r.columns(),
                r.address(),
                r.leading(),
                b.address(),
                b.leading(),
                t.address(),
                t.leading(),
                work.address());
    NativeRoutines.requireAccepted("tpqrt", info);
  }
}
