package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Precision;

/** What {@link Recursion} needs, from OpenBLAS; all of it for matrices of any size. */
final class NativeRoutines implements BlockRoutines<NativeMatrix> {
  static final int COLUMN_MAJOR = 102;

  private final NativeFunctions functions;
  private final NativePanels panels;

  /** Routines for matrices of a precision. */
  NativeRoutines(Precision precision) {
    functions = NativeFunctions.of(precision);
    panels = new NativePanels(precision, functions);
  }

  /** OpenBLAS itself. */
  NativeFunctions functions() {
    return functions;
  }

  @Override
  public int smallTriangle() {
    return 16;
  }

  @Override
  public int smallFactor() {
    return 128;
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
    functions.gemm(
        code(transA),
        code(transB),
        c.rows(),
        c.columns(),
        transA == Op.NO_TRANS ? a.columns() : a.rows(),
        alpha,
        a.address(),
        a.leading(),
        b.address(),
        b.leading(),
        beta,
        c.address(),
        c.leading());
  }

  @Override
  public void syrk(Uplo uplo, Op trans, double alpha, NativeMatrix a, double beta, NativeMatrix c) {
    functions.syrk(
        code(uplo),
        code(trans),
        c.rows(),
        trans == Op.NO_TRANS ? a.columns() : a.rows(),
        alpha,
        a.address(),
        a.leading(),
        beta,
        c.address(),
        c.leading());
  }

  @Override
  public void trsm(Side side, Uplo uplo, Op trans, Diag diag, NativeMatrix t, NativeMatrix b) {
    functions.trsm(
        code(side),
        code(uplo),
        code(trans),
        code(diag),
        b.rows(),
        b.columns(),
        1.0,
        t.address(),
        t.leading(),
        b.address(),
        b.leading());
  }

  @Override
  public int potrf(NativeMatrix a) {
    int info = functions.potrf((byte) 'L', a.rows(), a.address(), a.leading());
    return requireAccepted("potrf", info);
  }

  @Override
  public int smallPanel() {
    return 8;
  }

  @Override
  public void getrf(NativeMatrix a, int[] pivots, int from) {
    panels.getrf(a, pivots, from);
  }

  @Override
  public void swapRows(NativeMatrix a, int[] pivots, int from, int count) {
    panels.swapRows(a, pivots, from, count);
  }

  /**
   * {@code y := alpha op(A) x + beta y} in double precision, x a row or a column, y a column;
   * nothing happens where A is empty.
   */
  static void gemv(
      Op op, double alpha, NativeMatrix a, NativeMatrix x, double beta, NativeMatrix y) {
    OpenBlas.cblas_dgemv(
        COLUMN_MAJOR,
        code(op),
        a.rows(),
        a.columns(),
        alpha,
        a.address(),
        a.leading(),
        x.address(),
        x.stride(),
        beta,
        y.address(),
        1);
  }

  /** {@code to := from}. */
  void copy(NativeMatrix from, NativeMatrix to) {
    int info =
        functions.lacpy(
            (byte) 'A',
            from.rows(),
            from.columns(),
            from.address(),
            from.leading(),
            to.address(),
            to.leading());
    requireAccepted("lacpy", info);
  }

  /**
   * LAPACK returns minus the position of an argument that it refuses.
   *
   * @param routine its name without the letter of the precision
   */
  static int requireAccepted(String routine, int info) {
    if (info < 0) {
      throw new IllegalStateException(
          routine
              + " refused its argument "
              + -info
              + ": a shape was not checked before the call.");
    }
    return info;
  }

  // The numbers of cblas.h.

  static int code(Op trans) {
    return trans == Op.NO_TRANS ? 111 : 112;
  }

  static int code(Uplo uplo) {
    return uplo == Uplo.UPPER ? 121 : 122;
  }

  private static int code(Diag diag) {
    return diag == Diag.NON_UNIT ? 131 : 132;
  }

  private static int code(Side side) {
    return side == Side.LEFT ? 141 : 142;
  }
}
