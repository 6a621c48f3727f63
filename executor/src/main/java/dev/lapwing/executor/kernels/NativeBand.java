package dev.lapwing.executor.kernels;

import com.sun.jna.Pointer;
import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/**
 * What {@link BandReduction} and {@link ReflectorBlocks} need, from OpenBLAS.
 *
 * @param spare a column of zeros as long as the longest reflector, and another for a number
 */
record NativeBand(Recursion<NativeMatrix> recursion, NativeRoutines routines, NativeMatrix spare)
    implements BandRoutines<NativeMatrix> {

  @Override
  public double reflect(NativeMatrix entries, NativeMatrix v) {
    int count = v.rows();
    int stride = entries.stride();
    long tau = spare.block(0, 1, 1, 1).address();
    Pointer first = new Pointer(v.address());
    Pointer image = new Pointer(spare.address());
    OpenBlas.cblas_dcopy(count, entries.address(), stride, v.address(), 1);
    long rest = v.address() + Double.BYTES;
    OpenBlas.LAPACKE_dlarfg_work(count, v.address(), rest, 1, tau);
    image.setDouble(0, first.getDouble(0));
    OpenBlas.cblas_dcopy(count, spare.address(), 1, entries.address(), stride);
    first.setDouble(0, 1.0);
    return new Pointer(tau).getDouble(0);
  }

  @Override
  public void applyLeft(NativeMatrix v, double tau, NativeMatrix c, NativeMatrix work) {
    if (tau != 0.0 && c.columns() > 0) {
      NativeRoutines.gemv(Op.TRANS, 1.0, c, v, 0.0, work);
      ger(-tau, v, work, c);
    }
  }

  @Override
  public void applyRight(NativeMatrix c, NativeMatrix v, double tau, NativeMatrix work) {
    if (tau != 0.0 && c.rows() > 0) {
      NativeRoutines.gemv(Op.NO_TRANS, 1.0, c, v, 0.0, work);
      ger(-tau, work, v, c);
    }
  }

  @Override
  public void applyBoth(NativeMatrix v, double tau, NativeMatrix c, NativeMatrix work) {
    if (tau != 0.0) {
      int n = c.rows();
      int lower = NativeRoutines.code(Uplo.LOWER);
      int layout = NativeRoutines.COLUMN_MAJOR;
      // w := tau C v - (tau^2 v^T C v / 2) v; C -= v w^T + w v^T
      OpenBlas.cblas_dsymv(
          layout, lower, n, tau, c.address(), c.leading(), v.address(), 1, 0.0, work.address(), 1);
      double product = OpenBlas.cblas_ddot(n, work.address(), 1, v.address(), 1);
      OpenBlas.cblas_daxpy(n, -0.5 * tau * product, v.address(), 1, work.address(), 1);
      OpenBlas.cblas_dsyr2(
          layout, lower, n, -1.0, v.address(), 1, work.address(), 1, c.address(), c.leading());
    }
  }

  @Override
  public void keep(NativeMatrix v, double tau, NativeMatrix column) {
    OpenBlas.cblas_dcopy(v.rows(), v.address(), 1, column.address(), 1);
    new Pointer(column.address()).setDouble(0, 1 / tau);
  }

  @Override
  public void vectors(NativeMatrix kept, int length, NativeMatrix v) {
    routines.copy(kept, v);
    laset('U', v, 0.0, 1.0);
    int beyond = v.rows() - length;
    if (beyond > 0) {
      laset('L', v.block(length, 0, beyond, v.columns()), 0.0, 0.0);
    }
  }

  @Override
  public void inverseTaus(NativeMatrix kept, NativeMatrix triangle) {
    OpenBlas.cblas_dcopy(
        triangle.columns(),
        kept.address(),
        kept.leading() + 1,
        triangle.address(),
        triangle.leading() + 1);
  }

  @Override
  public void factor(NativeMatrix a, NativeMatrix t, NativeMatrix work) {
    int info =
        routines
            .functions()
            .geqrt(
                a.rows(),
                a.columns(),
                t.rows(),
                a.address(),
                a.leading(),
                t.address(),
                t.leading(),
                work.address());
    NativeRoutines.requireAccepted("geqrt", info);
  }

  @Override
  public void transpose(NativeMatrix from, NativeMatrix to) {
    OpenBlas.cblas_domatcopy(
        NativeRoutines.COLUMN_MAJOR,
        NativeRoutines.code(Op.TRANS),
        from.rows(),
        from.columns(),
        1.0,
        from.address(),
        from.leading(),
        to.address(),
        to.leading());
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
  public void solveUpper(NativeMatrix t, NativeMatrix b) {
    recursion.trsm(Side.RIGHT, Uplo.UPPER, Op.NO_TRANS, Diag.NON_UNIT, t, b);
  }

  @Override
  public void solveUpperLeft(NativeMatrix t, NativeMatrix b) {
    recursion.trsm(Side.LEFT, Uplo.UPPER, Op.NO_TRANS, Diag.NON_UNIT, t, b);
  }

  /** {@code A := A + alpha x y^T}. */
  private static void ger(double alpha, NativeMatrix x, NativeMatrix y, NativeMatrix a) {
    OpenBlas.cblas_dger(
        NativeRoutines.COLUMN_MAJOR,
        a.rows(),
        a.columns(),
        alpha,
        x.address(),
        1,
        y.address(),
        1,
        a.address(),
        a.leading());
  }

  private static void laset(char part, NativeMatrix a, double offDiagonal, double diagonal) {
    int info =
        OpenBlas.LAPACKE_dlaset_work(
            NativeRoutines.COLUMN_MAJOR,
            (byte) part,
            a.rows(),
            a.columns(),
            offDiagonal,
            diagonal,
            a.address(),
            a.leading());
    NativeRoutines.requireAccepted("dlaset", info);
  }
}
