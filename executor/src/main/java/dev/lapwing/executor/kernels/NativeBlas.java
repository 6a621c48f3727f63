package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.function.LongToIntFunction;

/** OpenBLAS on the memory of the tiles themselves, one thread a call. */
final class NativeBlas implements Blas<NativeView> {
  private static final int COLUMN_MAJOR = 102;

  private final String description;

  /** OpenBLAS, which has been loaded. */
  NativeBlas(String description) {
    this.description = description;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public NativeView read(Tile tile) {
    return NativeView.of(tile);
  }

  @Override
  public NativeView write(Tile tile) {
    return NativeView.of(tile);
  }

  @Override
  public NativeView update(Tile tile) {
    return NativeView.of(tile);
  }

  @Override
  public void gemm(
      Op transA, Op transB, double alpha, NativeView a, NativeView b, double beta, NativeView c) {
    OpenBlas.cblas_dgemm(
        COLUMN_MAJOR,
        code(transA),
        code(transB),
        c.rows(),
        c.columns(),
        transA == Op.NO_TRANS ? a.columns() : a.rows(),
        alpha,
        a.address(),
        a.leadingDimension(),
        b.address(),
        b.leadingDimension(),
        beta,
        c.address(),
        c.leadingDimension());
  }

  @Override
  public void syrk(Uplo uplo, Op trans, double alpha, NativeView a, double beta, NativeView c) {
    OpenBlas.cblas_dsyrk(
        COLUMN_MAJOR,
        code(uplo),
        code(trans),
        c.rows(),
        trans == Op.NO_TRANS ? a.columns() : a.rows(),
        alpha,
        a.address(),
        a.leadingDimension(),
        beta,
        c.address(),
        c.leadingDimension());
  }

  @Override
  public void trsm(Side side, Uplo uplo, Op trans, Diag diag, NativeView t, NativeView b) {
    OpenBlas.cblas_dtrsm(
        COLUMN_MAJOR,
        code(side),
        code(uplo),
        code(trans),
        code(diag),
        b.rows(),
        b.columns(),
        1.0,
        t.address(),
        t.leadingDimension(),
        b.address(),
        b.leadingDimension());
  }

  @Override
  public int potrf(NativeView a) {
    int info =
        OpenBlas.LAPACKE_dpotrf_work(
            COLUMN_MAJOR, (byte) 'L', a.rows(), a.address(), a.leadingDimension());
    return requireAccepted("dpotrf", info);
  }

  @Override
  public void geqrt(int block, NativeView a, NativeView t, TilePool workspace) {
    withWork(
        "dgeqrt",
        workspace,
        block,
        a.columns(),
        work ->
            OpenBlas.LAPACKE_dgeqrt_work(
                COLUMN_MAJOR,
                a.rows(),
                a.columns(),
                block,
                a.address(),
                a.leadingDimension(),
                t.address(),
                t.leadingDimension(),
                work));
  }

  @Override
  public void tpqrt(
      Pentagon shape,
      int block,
      NativeView r,
      int rows,
      NativeView b,
      NativeView t,
      TilePool workspace) {
    withWork(
        "dtpqrt",
        workspace,
        block,
        r.columns(),
        work ->
            OpenBlas.LAPACKE_dtpqrt_work(
                COLUMN_MAJOR,
                rows,
                r.columns(),
                shape == Pentagon.TRIANGULAR ? rows : 0,
                block,
                r.address(),
                r.leadingDimension(),
                b.address(),
                b.leadingDimension(),
                t.address(),
                t.leadingDimension(),
                work));
  }

  @Override
  public void gemqrt(
      Op trans, int block, NativeView v, NativeView t, NativeView c, TilePool workspace) {
    withWork(
        "dgemqrt",
        workspace,
        block,
        c.columns(),
        work ->
            OpenBlas.LAPACKE_dgemqrt_work(
                COLUMN_MAJOR,
                (byte) 'L',
                letter(trans),
                c.rows(),
                c.columns(),
                Math.min(v.rows(), v.columns()),
                block,
                v.address(),
                v.leadingDimension(),
                t.address(),
                t.leadingDimension(),
                c.address(),
                c.leadingDimension(),
                work));
  }

  @Override
  public void tpmqrt(
      Op trans,
      Pentagon shape,
      int block,
      int rows,
      NativeView v,
      NativeView t,
      NativeView a,
      NativeView b,
      TilePool workspace) {
    withWork(
        "dtpmqrt",
        workspace,
        block,
        b.columns(),
        work ->
            OpenBlas.LAPACKE_dtpmqrt_work(
                COLUMN_MAJOR,
                (byte) 'L',
                letter(trans),
                rows,
                b.columns(),
                v.columns(),
                shape == Pentagon.TRIANGULAR ? rows : 0,
                block,
                v.address(),
                v.leadingDimension(),
                t.address(),
                t.leadingDimension(),
                a.address(),
                a.leadingDimension(),
                b.address(),
                b.leadingDimension(),
                work));
  }

  private static byte letter(Op trans) {
    return (byte) trans.letter().charAt(0);
  }

  // The numbers of cblas.h.

  private static int code(Op trans) {
    return trans == Op.NO_TRANS ? 111 : 112;
  }

  private static int code(Uplo uplo) {
    return uplo == Uplo.UPPER ? 121 : 122;
  }

  private static int code(Diag diag) {
    return diag == Diag.NON_UNIT ? 131 : 132;
  }

  private static int code(Side side) {
    return side == Side.LEFT ? 141 : 142;
  }

  private static void withWork(
      String routine, TilePool workspace, int rows, int columns, LongToIntFunction call) {
    Tile tile = workspace.allocate(rows, columns);
    try (NativeView work = NativeView.of(tile)) {
      requireAccepted(routine, call.applyAsInt(work.address()));
    } finally {
      tile.release();
    }
  }

  /** LAPACK returns minus the position of an argument that it refuses. */
  private static int requireAccepted(String routine, int info) {
    if (info < 0) {
      throw new IllegalStateException(
          routine
              + " refused its argument "
              + -info
              + ": a shape was not checked before the call.");
    }
    return info;
  }
}
