package dev.lapwing.executor.kernels;

/** OpenBLAS on doubles. */
record DoubleFunctions() implements NativeFunctions {

  @Override
  public char letter() {
    return 'd';
  }

  @Override
  public void gemm(
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
      int ldc) {
    OpenBlas.cblas_dgemm(
        NativeRoutines.COLUMN_MAJOR, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
  }

  @Override
  public void syrk(
      int uplo,
      int trans,
      int n,
      int k,
      double alpha,
      long a,
      int lda,
      double beta,
      long c,
      int ldc) {
    OpenBlas.cblas_dsyrk(
        NativeRoutines.COLUMN_MAJOR, uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
  }

  @Override
  public void trsm(
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
      int ldb) {
    OpenBlas.cblas_dtrsm(
        NativeRoutines.COLUMN_MAJOR, side, uplo, trans, diag, m, n, alpha, a, lda, b, ldb);
  }

  @Override
  public int potrf(byte uplo, int n, long a, int lda) {
    return OpenBlas.LAPACKE_dpotrf_work(NativeRoutines.COLUMN_MAJOR, uplo, n, a, lda);
  }

  @Override
  public int lacpy(byte uplo, int m, int n, long a, int lda, long b, int ldb) {
    return OpenBlas.LAPACKE_dlacpy_work(NativeRoutines.COLUMN_MAJOR, uplo, m, n, a, lda, b, ldb);
  }

  @Override
  public int laswp(int n, long a, int lda, int k1, int k2, int[] ipiv, int incx) {
    return OpenBlas.LAPACKE_dlaswp_work(NativeRoutines.COLUMN_MAJOR, n, a, lda, k1, k2, ipiv, incx);
  }

  @Override
  public int geqrt(int m, int n, int nb, long a, int lda, long t, int ldt, long work) {
    return OpenBlas.LAPACKE_dgeqrt_work(
        NativeRoutines.COLUMN_MAJOR, m, n, nb, a, lda, t, ldt, work);
  }

  @Override
  public int gemqrt(
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
      long work) {
    return OpenBlas.LAPACKE_dgemqrt_work(
        NativeRoutines.COLUMN_MAJOR, side, trans, m, n, k, nb, v, ldv, t, ldt, c, ldc, work);
  }

  @Override
  public int tpqrt(
      int m, int n, int l, int nb, long a, int lda, long b, int ldb, long t, int ldt, long work) {
    return OpenBlas.LAPACKE_dtpqrt_work(
        NativeRoutines.COLUMN_MAJOR, m, n, l, nb, a, lda, b, ldb, t, ldt, work);
  }

  @Override
  public int tpmqrt(
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
      long work) {
    return OpenBlas.LAPACKE_dtpmqrt_work(
        NativeRoutines.COLUMN_MAJOR,
        side,
        trans,
        m,
        n,
        k,
        l,
        nb,
        v,
        ldv,
        t,
        ldt,
        a,
        lda,
        b,
        ldb,
        work);
  }
}
