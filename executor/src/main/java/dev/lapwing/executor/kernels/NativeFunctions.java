package dev.lapwing.executor.kernels;

import dev.lapwing.state.Precision;

/**
 * The functions of OpenBLAS that exist once for doubles and once for floats. Matrices are addresses
 * and column-major, options are the numbers of {@code cblas.h} or LAPACK's letters, and arguments
 * come in LAPACK's order. Those that return an {@code int} return LAPACK's {@code info}.
 */
interface NativeFunctions {

  /** The functions for a precision. */
  static NativeFunctions of(Precision precision) {
    return precision == Precision.FLOAT64 ? new DoubleFunctions() : new FloatFunctions();
  }

  /** The letter that the names of the functions begin with. */
  char letter();

  void gemm(
      int transA,
      int transB,
      int m,
      int n,
      int k,
      double alpha,
      long a,
      int lda,
      long b,
      int ldb,
      double beta,
      long c,
      int ldc);

  void syrk(
      int uplo,
      int trans,
      int n,
      int k,
      double alpha,
      long a,
      int lda,
      double beta,
      long c,
      int ldc);

  void trsm(
      int side,
      int uplo,
      int trans,
      int diag,
      int m,
      int n,
      double alpha,
      long a,
      int lda,
      long b,
      int ldb);

  int potrf(byte uplo, int n, long a, int lda);

  int lacpy(byte uplo, int m, int n, long a, int lda, long b, int ldb);

  int laswp(int n, long a, int lda, int k1, int k2, int[] ipiv, int incx);

  int geqrt(int m, int n, int nb, long a, int lda, long t, int ldt, long work);

  int gemqrt(
      byte side,
      byte trans,
      int m,
      int n,
      int k,
      int nb,
      long v,
      int ldv,
      long t,
      int ldt,
      long c,
      int ldc,
      long work);

  int tpqrt(
      int m, int n, int l, int nb, long a, int lda, long b, int ldb, long t, int ldt, long work);

  int tpmqrt(
      byte side,
      byte trans,
      int m,
      int n,
      int k,
      int l,
      int nb,
      long v,
      int ldv,
      long t,
      int ldt,
      long a,
      int lda,
      long b,
      int ldb,
      long work);
}
