package dev.lapwing.executor.kernels;

/**
 * The functions of OpenBLAS that kernels call, bound by JNA's direct mapping. Matrices are passed
 * as addresses, characters as bytes; integers have 32 bits.
 */
@SuppressWarnings("MemberName") // The names are the library's.
final class OpenBlas {
  private OpenBlas() {}

  static native String openblas_get_config();

  static native String openblas_get_corename();

  static native void openblas_set_num_threads(int threads);

  static native int openblas_get_num_threads();

  static native void cblas_dgemm(
      int layout,
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

  static native void cblas_dsyrk(
      int layout,
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

  static native void cblas_dtrsm(
      int layout,
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

  static native int LAPACKE_dpotrf_work(int layout, byte uplo, int n, long a, int lda);

  static native int LAPACKE_dlacpy_work(
      int layout, byte uplo, int m, int n, long a, int lda, long b, int ldb);

  static native int LAPACKE_dlaswp_work(
      int layout, int n, long a, int lda, int k1, int k2, int[] ipiv, int incx);

  static native int LAPACKE_dgeqrt_work(
      int layout, int m, int n, int nb, long a, int lda, long t, int ldt, long work);

  static native int LAPACKE_dgemqrt_work(
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

  static native int LAPACKE_dtpqrt_work(
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

  static native int LAPACKE_dtpmqrt_work(
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

  static native void cblas_dcopy(int n, long x, int incx, long y, int incy);

  static native void cblas_dgemv(
      int layout,
      int trans,
      int m,
      int n,
      double alpha,
      long a,
      int lda,
      long x,
      int incx,
      double beta,
      long y,
      int incy);

  static native void cblas_dger(
      int layout, int m, int n, double alpha, long x, int incx, long y, int incy, long a, int lda);

  static native int LAPACKE_dlarfg_work(int n, long alpha, long x, int incx, long tau);

  static native int LAPACKE_dlaset_work(
      int layout, byte uplo, int m, int n, double alpha, double beta, long a, int lda);

  static native int LAPACKE_dbdsqr_work(
      int layout,
      byte uplo,
      int n,
      int ncvt,
      int nru,
      int ncc,
      long d,
      long e,
      long vt,
      int ldvt,
      long u,
      int ldu,
      long c,
      int ldc,
      long work);

  static native int LAPACKE_dbdsdc_work(
      int layout,
      byte uplo,
      byte compq,
      int n,
      long d,
      long e,
      long u,
      int ldu,
      long vt,
      int ldvt,
      long q,
      long iq,
      long work,
      long iwork);

  static native void cblas_dsymv(
      int layout,
      int uplo,
      int n,
      double alpha,
      long a,
      int lda,
      long x,
      int incx,
      double beta,
      long y,
      int incy);

  static native void cblas_dsyr2(
      int layout,
      int uplo,
      int n,
      double alpha,
      long x,
      int incx,
      long y,
      int incy,
      long a,
      int lda);

  static native void cblas_domatcopy(
      int layout, int trans, int rows, int columns, double alpha, long a, int lda, long b, int ldb);

  static native double cblas_ddot(int n, long x, int incx, long y, int incy);

  static native void cblas_daxpy(int n, double alpha, long x, int incx, long y, int incy);

  static native void cblas_dscal(int n, double alpha, long x, int incx);

  static native double LAPACKE_dlange_work(
      int layout, byte norm, int m, int n, long a, int lda, long work);

  static native int LAPACKE_dsytrd_work(
      int layout,
      byte uplo,
      int n,
      long a,
      int lda,
      long d,
      long e,
      long tau,
      long work,
      int lwork);

  static native int LAPACKE_dsterf_work(int n, long d, long e);

  static native int LAPACKE_dstedc_work(
      int layout,
      byte compz,
      int n,
      long d,
      long e,
      long z,
      int ldz,
      long work,
      int lwork,
      long iwork,
      int liwork);
}
