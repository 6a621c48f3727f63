package dev.lapwing.executor.kernels;

/** What {@link OpenBlas} has for doubles, for floats. */
@SuppressWarnings("MemberName") // The names are the library's.
final class OpenBlasFloat {
  private OpenBlasFloat() {}

  static native void cblas_sgemm(
      int layout,
      int transA,
      int transB,
      int m,
      int n,
      int k,
      float alpha,
      long a,
      int lda,
      long b,
      int ldb,
      float beta,
      long c,
      int ldc);

  static native void cblas_ssyrk(
      int layout,
      int uplo,
      int trans,
      int n,
      int k,
      float alpha,
      long a,
      int lda,
      float beta,
      long c,
      int ldc);

  static native void cblas_strsm(
      int layout,
      int side,
      int uplo,
      int trans,
      int diag,
      int m,
      int n,
      float alpha,
      long a,
      int lda,
      long b,
      int ldb);

  static native int LAPACKE_spotrf_work(int layout, byte uplo, int n, long a, int lda);

  static native int LAPACKE_slacpy_work(
      int layout, byte uplo, int m, int n, long a, int lda, long b, int ldb);

  static native int LAPACKE_slaswp_work(
      int layout, int n, long a, int lda, int k1, int k2, int[] ipiv, int incx);

  static native int LAPACKE_sgeqrt_work(
      int layout, int m, int n, int nb, long a, int lda, long t, int ldt, long work);

  static native int LAPACKE_sgemqrt_work(
      int layout,
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

  static native int LAPACKE_stpqrt_work(
      int layout,
      int m,
      int n,
      int l,
      int nb,
      long a,
      int lda,
      long b,
      int ldb,
      long t,
      int ldt,
      long work);

  static native int LAPACKE_stpmqrt_work(
      int layout,
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
