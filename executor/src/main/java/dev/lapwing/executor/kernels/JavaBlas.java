package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;

/**
 * BLAS and LAPACK in Java alone, on heap copies of the tiles. Everything is recursion over one fast
 * product: netlib's, which uses the vector module where the JVM was started with it ({@code
 * --add-modules jdk.incubator.vector}).
 */
final class JavaBlas implements Blas<HeapView> {
  private final HeapArrays arrays = new HeapArrays();
  private final HeapProduct product = HeapProduct.best();
  private final HeapRoutines routines = new HeapRoutines(product);
  private final Recursion<HeapMatrix> recursion = new Recursion<>(routines);
  private final PivotedRecursion<HeapMatrix> pivoted = new PivotedRecursion<>(routines, recursion);
  private final HeapHouseholder householder = new HeapHouseholder(product);
  private final HeapBidiagonal bidiagonal = new HeapBidiagonal(recursion, product);
  private final HeapReduction reduction = new HeapReduction(recursion, product);

  @Override
  public String description() {
    return "Java (" + product.description() + ")";
  }

  @Override
  public HeapView read(Tile tile) {
    return loaded(tile, false);
  }

  @Override
  public HeapView write(Tile tile) {
    return new HeapView(tile, allocate(tile), true, arrays);
  }

  @Override
  public HeapView update(Tile tile) {
    return loaded(tile, true);
  }

  @Override
  public void gemm(
      Op transA, Op transB, double alpha, HeapView a, HeapView b, double beta, HeapView c) {
    product.gemm(transA, transB, alpha, a.matrix(), b.matrix(), beta, c.matrix());
  }

  @Override
  public void syrk(Uplo uplo, Op trans, double alpha, HeapView a, double beta, HeapView c) {
    routines.syrk(uplo, trans, alpha, a.matrix(), beta, c.matrix());
  }

  @Override
  public void trsm(Side side, Uplo uplo, Op trans, Diag diag, HeapView t, HeapView b) {
    recursion.trsm(side, uplo, trans, diag, t.matrix(), b.matrix());
  }

  @Override
  public int potrf(HeapView a) {
    return recursion.potrf(a.matrix());
  }

  @Override
  public void getrf(int rows, HeapView a, int[] pivots) {
    pivoted.getrf(a.matrix().block(0, 0, rows, a.columns()), pivots);
  }

  @Override
  public void geqrt(int block, HeapView a, HeapView t, TilePool workspace) {
    householder.geqrt(block, a.matrix(), t.matrix());
  }

  @Override
  public void tpqrt(
      Pentagon shape, int block, HeapView r, int rows, HeapView b, HeapView t, TilePool workspace) {
    householder.tpqrt(
        shape, block, r.matrix(), b.matrix().block(0, 0, rows, b.columns()), t.matrix());
  }

  @Override
  public void gemqrt(Op trans, int block, HeapView v, HeapView t, HeapView c, TilePool workspace) {
    householder.gemqrt(trans, block, v.matrix(), t.matrix(), c.matrix());
  }

  @Override
  public void tpmqrt(
      Op trans,
      Pentagon shape,
      int block,
      int rows,
      HeapView v,
      HeapView t,
      HeapView a,
      HeapView b,
      TilePool workspace) {
    householder.tpmqrt(
        trans,
        shape,
        block,
        v.matrix().block(0, 0, rows, v.columns()),
        t.matrix(),
        a.matrix(),
        b.matrix().block(0, 0, rows, b.columns()));
  }

  @Override
  public void gemqrtRight(int block, HeapView v, HeapView t, HeapView c, TilePool workspace) {
    householder.gemqrtRight(block, v.matrix(), t.matrix(), c.matrix());
  }

  @Override
  public void tpmqrtRight(
      Pentagon shape,
      int block,
      int columns,
      HeapView v,
      HeapView t,
      HeapView a,
      HeapView b,
      TilePool workspace) {
    householder.tpmqrtRight(
        shape,
        block,
        v.matrix().block(0, 0, columns, v.columns()),
        t.matrix(),
        a.matrix(),
        b.matrix().block(0, 0, b.rows(), columns));
  }

  @Override
  public void gbbrd(int width, HeapView band, List<HeapView> kept, TilePool workspace) {
    bidiagonal.gbbrd(width, band.matrix(), kept.stream().map(HeapView::matrix).toList());
  }

  @Override
  public void ge2gb(int width, HeapView a, TilePool workspace) {
    bidiagonal.ge2gb(width, a.matrix());
  }

  @Override
  public void ormbr(int width, HeapView kept, HeapView c, TilePool workspace) {
    bidiagonal.ormbr(width, kept.matrix(), c.matrix());
  }

  @Override
  public int bdsqr(HeapView two, TilePool workspace) {
    return bidiagonal.bdsqr(two.matrix());
  }

  @Override
  public int bdsdc(HeapView two, HeapView u, HeapView vt, TilePool workspace) {
    return bidiagonal.bdsdc(two.matrix(), u.matrix(), vt.matrix());
  }

  @Override
  public void sbtrd(int width, HeapView band, List<HeapView> kept, TilePool workspace) {
    bidiagonal.sbtrd(width, band.matrix(), kept.stream().map(HeapView::matrix).toList());
  }

  @Override
  public void sytrd(HeapView a, HeapView lines, TilePool workspace) {
    reduction.sytrd(a.matrix(), lines.matrix());
  }

  @Override
  public void gebrd(int rows, HeapView a, HeapView lines, TilePool workspace) {
    reduction.gebrd(a.matrix().block(0, 0, rows, a.columns()), lines.matrix());
  }

  @Override
  public void larft(int below, HeapView kept, HeapView triangles, TilePool workspace) {
    reduction.larft(below, kept.matrix(), triangles.matrix());
  }

  @Override
  public void larfb(int below, HeapView kept, HeapView triangles, HeapView c, TilePool workspace) {
    reduction.larfb(below, kept.matrix(), triangles.matrix(), c.matrix());
  }

  @Override
  public int sterf(HeapView two, TilePool workspace) {
    return bidiagonal.sterf(two.matrix());
  }

  @Override
  public int stedc(HeapView two, HeapView vectors, TilePool workspace) {
    return bidiagonal.stedc(two.matrix(), vectors.matrix());
  }

  private HeapView loaded(Tile tile, boolean writesBack) {
    HeapMatrix matrix = allocate(tile);
    tile.entries().get(0, matrix.data(), 0, tile.rows() * tile.columns());
    return new HeapView(tile, matrix, writesBack, arrays);
  }

  private HeapMatrix allocate(Tile tile) {
    return new HeapMatrix(
        arrays.take(tile.rows() * tile.columns()),
        0,
        tile.rows(),
        tile.columns(),
        Math.max(1, tile.rows()));
  }
}
