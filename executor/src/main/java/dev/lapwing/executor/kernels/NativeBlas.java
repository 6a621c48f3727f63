package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;

/** OpenBLAS on the memory of the tiles themselves, one thread a call. */
final class NativeBlas implements Blas<NativeView> {
  private final String description;
  private final Suite doubles = new Suite(Precision.FLOAT64);
  private final Suite floats = new Suite(Precision.FLOAT32);
  private final NativeBidiagonal bidiagonal =
      new NativeBidiagonal(doubles.routines, doubles.recursion);
  private final NativeReduction reduction =
      new NativeReduction(doubles.routines, doubles.recursion);

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
    suite(c).routines.gemm(transA, transB, alpha, a.matrix(), b.matrix(), beta, c.matrix());
  }

  @Override
  public void syrk(Uplo uplo, Op trans, double alpha, NativeView a, double beta, NativeView c) {
    suite(c).routines.syrk(uplo, trans, alpha, a.matrix(), beta, c.matrix());
  }

  @Override
  public void trsm(Side side, Uplo uplo, Op trans, Diag diag, NativeView t, NativeView b) {
    suite(b).recursion.trsm(side, uplo, trans, diag, t.matrix(), b.matrix());
  }

  @Override
  public int potrf(NativeView a) {
    return suite(a).recursion.potrf(a.matrix());
  }

  @Override
  public void getrf(int rows, NativeView a, int[] pivots) {
    suite(a).pivoted.getrf(a.matrix().block(0, 0, rows, a.columns()), pivots);
  }

  @Override
  public void geqrt(int block, NativeView a, NativeView t, TilePool workspace) {
    withWork(
        "geqrt",
        a,
        block,
        workspace,
        (functions, work) ->
            functions.geqrt(
                a.rows(),
                a.columns(),
                block,
                a.matrix().address(),
                a.matrix().leading(),
                t.matrix().address(),
                t.matrix().leading(),
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
    int narrow = NativePairs.NARROW;
    Precision precision = r.matrix().precision();
    Tile tile = workspace.allocate(precision, 2 * block + narrow, Math.max(narrow, r.columns()));
    try (NativeView room = NativeView.of(tile)) {
      NativeMatrix all = room.matrix();
      // LAPACK's room is a plain array, so it lies behind everything else
      NativeMatrix pairs =
          new NativeMatrix(precision, all.address(), 2 * block, r.columns(), 2 * block);
      NativeMatrix work = pairs.block(0, r.columns(), narrow, narrow);
      new PairFactorization<>(new NativePairs(suite(r).routines, work), block, pairs)
          .factor(shape, r.matrix(), b.matrix().block(0, 0, rows, b.columns()), t.matrix());
    } finally {
      tile.release();
    }
  }

  @Override
  public void gemqrt(
      Op trans, int block, NativeView v, NativeView t, NativeView c, TilePool workspace) {
    gemqrt(Side.LEFT, trans, block, v, t, c, workspace);
  }

  @Override
  public void gemqrtRight(int block, NativeView v, NativeView t, NativeView c, TilePool workspace) {
    gemqrt(Side.RIGHT, Op.NO_TRANS, block, v, t, c, workspace);
  }

  private void gemqrt(
      Side side,
      Op trans,
      int block,
      NativeView v,
      NativeView t,
      NativeView c,
      TilePool workspace) {
    withWork(
        "gemqrt",
        c,
        block,
        side == Side.LEFT ? c.columns() : c.rows(),
        workspace,
        (functions, work) ->
            functions.gemqrt(
                letter(side.letter()),
                letter(trans.letter()),
                c.rows(),
                c.columns(),
                Math.min(v.rows(), v.columns()),
                block,
                v.matrix().address(),
                v.matrix().leading(),
                t.matrix().address(),
                t.matrix().leading(),
                c.matrix().address(),
                c.matrix().leading(),
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
    int trapezoid = shape == Pentagon.TRIANGULAR ? rows : 0;
    NativeMatrix lower = b.matrix().block(0, 0, rows, b.columns());
    tpmqrt(Side.LEFT, trans, trapezoid, block, v, t, a, lower, b.columns(), workspace);
  }

  @Override
  public void tpmqrtRight(
      Pentagon shape,
      int block,
      int columns,
      NativeView v,
      NativeView t,
      NativeView a,
      NativeView b,
      TilePool workspace) {
    int trapezoid = shape == Pentagon.TRIANGULAR ? columns : 0;
    NativeMatrix second = b.matrix().block(0, 0, b.rows(), columns);
    tpmqrt(Side.RIGHT, Op.NO_TRANS, trapezoid, block, v, t, a, second, b.rows(), workspace);
  }

  private void tpmqrt(
      Side side,
      Op trans,
      int trapezoid,
      int block,
      NativeView v,
      NativeView t,
      NativeView a,
      NativeMatrix b,
      int length,
      TilePool workspace) {
    withWork(
        "tpmqrt",
        a,
        block,
        length,
        workspace,
        (functions, work) ->
            functions.tpmqrt(
                letter(side.letter()),
                letter(trans.letter()),
                b.rows(),
                b.columns(),
                v.columns(),
                trapezoid,
                block,
                v.matrix().address(),
                v.matrix().leading(),
                t.matrix().address(),
                t.matrix().leading(),
                a.matrix().address(),
                a.matrix().leading(),
                b.address(),
                b.leading(),
                work));
  }

  @Override
  public void gbbrd(int width, NativeView band, List<NativeView> kept, TilePool workspace) {
    bidiagonal.gbbrd(
        width, band.matrix(), kept.stream().map(NativeView::matrix).toList(), workspace);
  }

  @Override
  public void ge2gb(int width, NativeView a, TilePool workspace) {
    bidiagonal.ge2gb(width, a.matrix(), workspace);
  }

  @Override
  public void ormbr(int width, NativeView kept, NativeView c, TilePool workspace) {
    bidiagonal.ormbr(width, kept.matrix(), c.matrix(), workspace);
  }

  @Override
  public int bdsqr(NativeView two, TilePool workspace) {
    return bidiagonal.bdsqr(two.matrix(), workspace);
  }

  @Override
  public int bdsdc(NativeView two, NativeView u, NativeView vt, TilePool workspace) {
    return bidiagonal.bdsdc(two.matrix(), u.matrix(), vt.matrix(), workspace);
  }

  @Override
  public void sbtrd(int width, NativeView band, List<NativeView> kept, TilePool workspace) {
    bidiagonal.sbtrd(
        width, band.matrix(), kept.stream().map(NativeView::matrix).toList(), workspace);
  }

  @Override
  public void sytrd(NativeView a, NativeView lines, TilePool workspace) {
    reduction.sytrd(a.matrix(), lines.matrix(), workspace);
  }

  @Override
  public void gebrd(int rows, NativeView a, NativeView lines, TilePool workspace) {
    reduction.gebrd(a.matrix().block(0, 0, rows, a.columns()), lines.matrix(), workspace);
  }

  @Override
  public void larft(int below, NativeView kept, NativeView triangles, TilePool workspace) {
    reduction.larft(below, kept.matrix(), triangles.matrix(), workspace);
  }

  @Override
  public void larfb(
      int below, NativeView kept, NativeView triangles, NativeView c, TilePool workspace) {
    reduction.larfb(below, kept.matrix(), triangles.matrix(), c.matrix(), workspace);
  }

  @Override
  public int sterf(NativeView two, TilePool workspace) {
    return bidiagonal.sterf(two.matrix());
  }

  @Override
  public int stedc(NativeView two, NativeView vectors, TilePool workspace) {
    return bidiagonal.stedc(two.matrix(), vectors.matrix(), workspace);
  }

  private Suite suite(NativeView view) {
    return view.matrix().precision() == Precision.FLOAT64 ? doubles : floats;
  }

  private static byte letter(String letter) {
    return (byte) letter.charAt(0);
  }

  /** Calls a routine that needs room for {@code block} rows as long as those of a matrix. */
  private void withWork(
      String routine, NativeView matrix, int block, TilePool workspace, Working call) {
    withWork(routine, matrix, block, matrix.columns(), workspace, call);
  }

  /** The same for rows of a length. */
  private void withWork(
      String routine, NativeView matrix, int block, int length, TilePool workspace, Working call) {
    Tile tile = workspace.allocate(matrix.matrix().precision(), block, length);
    NativeFunctions functions = suite(matrix).routines.functions();
    try (NativeView work = NativeView.of(tile)) {
      NativeRoutines.requireAccepted(routine, call.info(functions, work.matrix().address()));
    } finally {
      tile.release();
    }
  }

  /** A call of LAPACK with the address of its workspace. */
  @FunctionalInterface
  private interface Working {
    int info(NativeFunctions functions, long work);
  }

  /** What is made of the routines for one precision. */
  private static final class Suite {
    private final NativeRoutines routines;
    private final Recursion<NativeMatrix> recursion;
    private final PivotedRecursion<NativeMatrix> pivoted;

    Suite(Precision precision) {
      routines = new NativeRoutines(precision);
      recursion = new Recursion<>(routines);
      pivoted = new PivotedRecursion<>(routines, recursion);
    }
  }
}
