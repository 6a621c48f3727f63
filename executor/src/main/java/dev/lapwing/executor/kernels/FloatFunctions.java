package dev.lapwing.executor.kernels;

/** OpenBLAS on floats. */
record FloatFunctions() implements NativeFunctions {

  @Override
  public char letter() {
    return 's';
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
    OpenBlasFloat.cblas_sgemm(
        NativeRoutines.COLUMN_MAJOR,
        transA,
        transB,
        m,
        n,
        k,
        (float) alpha,
        a,
        lda,
        b,
        ldb,
        (float) beta,
        c,
        ldc);
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
    OpenBlasFloat.cblas_ssyrk(
        NativeRoutines.COLUMN_MAJOR,
        uplo,
        trans,
        n,
        k,
        (float) alpha,
        a,
        lda,
        (float) beta,
        c,
        ldc);
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
    OpenBlasFloat.cblas_strsm(
        NativeRoutines.COLUMN_MAJOR, side, uplo, trans, diag, m, n, (float) alpha, a, lda, b, ldb);
  }

  @Override
  public int potrf(byte uplo, int n, long a, int lda) {
    return OpenBlasFloat.LAPACKE_spotrf_work(NativeRoutines.COLUMN_MAJOR, uplo, n, a, lda);
  }

  @Override
  public int lacpy(byte uplo, int m, int n, long a, int lda, long b, int ldb) {
    return OpenBlasFloat.LAPACKE_slacpy_work(
        NativeRoutines.COLUMN_MAJOR, uplo, m, n, a, lda, b, ldb);
  }

  @Override
  public int laswp(int n, long a, int lda, int k1, int k2, int[] ipiv, int incx) {
    return OpenBlasFloat.LAPACKE_slaswp_work(
        NativeRoutines.COLUMN_MAJOR, n, a, lda, k1, k2, ipiv, incx);
  }

  @Override
  public int geqrt(int m, int n, int nb, long a, int lda, long t, int ldt, long work) {
    return OpenBlasFloat.LAPACKE_sgeqrt_work(
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
    return OpenBlasFloat.LAPACKE_sgemqrt_work(
        NativeRoutines.COLUMN_MAJOR, side, trans, m, n, k, nb, v, ldv, t, ldt, c, ldc, work);
  }

  @Override
  public int tpqrt(
      int m, int n, int l, int nb, long a, int lda, long b, int ldb, long t, int ldt, long work) {
    return OpenBlasFloat.LAPACKE_stpqrt_work(
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
    return OpenBlasFloat.LAPACKE_stpmqrt_work(
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
