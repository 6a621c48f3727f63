package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/** What {@link Recursion} needs, in Java; {@code syrk} is a recursion over products as well. */
record HeapRoutines(HeapProduct product) implements BlockRoutines<HeapMatrix> {

  private static final int SMALL = 24;

  @Override
  public int smallTriangle() {
    return SMALL;
  }

  @Override
  public int smallFactor() {
    return SMALL;
  }

  @Override
  public void gemm(
      Op transA, Op transB, double alpha, HeapMatrix a, HeapMatrix b, double beta, HeapMatrix c) {
    product.gemm(transA, transB, alpha, a, b, beta, c);
  }

  @Override
  public void syrk(Uplo uplo, Op trans, double alpha, HeapMatrix a, double beta, HeapMatrix c) {
    int n = c.rows();
    if (n <= SMALL) {
      syrkSmall(uplo, trans, alpha, a, beta, c);
      return;
    }
    int half = Recursion.half(n);
    HeapMatrix first = rows(a, trans, 0, half);
    HeapMatrix second = rows(a, trans, half, n - half);
    syrk(uplo, trans, alpha, first, beta, c.block(0, 0, half, half));
    syrk(uplo, trans, alpha, second, beta, c.block(half, half, n - half, n - half));
    if (uplo == Uplo.LOWER) {
      HeapMatrix c21 = c.block(half, 0, n - half, half);
      product.gemm(trans, other(trans), alpha, second, first, beta, c21);
    } else {
      HeapMatrix c12 = c.block(0, half, half, n - half);
      product.gemm(trans, other(trans), alpha, first, second, beta, c12);
    }
  }

  @Override
  public void trsm(Side side, Uplo uplo, Op trans, Diag diag, HeapMatrix t, HeapMatrix b) {
    SmallTriangles.trsm(side, uplo, trans, diag, t, b);
  }

  @Override
  public int potrf(HeapMatrix a) {
    return SmallTriangles.potrf(a);
  }

  @Override
  public int smallPanel() {
    return SMALL;
  }

  @Override
  public void getrf(HeapMatrix a, int[] pivots, int from) {
    SmallPanels.getrf(a, pivots, from);
  }

  @Override
  public void swapRows(HeapMatrix a, int[] pivots, int from, int count) {
    SmallPanels.swapRows(a, pivots, from, count);
  }

  /** The product of a small block, of which one triangle is kept. */
  private void syrkSmall(
      Uplo uplo, Op trans, double alpha, HeapMatrix a, double beta, HeapMatrix c) {
    HeapMatrix square = HeapMatrix.zeros(c.rows(), c.rows());
    product.gemm(trans, other(trans), alpha, a, a, 0.0, square);
    for (int j = 0; j < c.columns(); j++) {
      int first = uplo == Uplo.LOWER ? j : 0;
      int end = uplo == Uplo.LOWER ? c.rows() : j + 1;
      for (int i = first; i < end; i++) {
        double old = beta == 0.0 ? 0.0 : beta * c.get(i, j);
        c.set(i, j, old + square.get(i, j));
      }
    }
  }

  private static HeapMatrix rows(HeapMatrix a, Op trans, int first, int count) {
    return trans == Op.NO_TRANS
        ? a.block(first, 0, count, a.columns())
        : a.block(0, first, a.rows(), count);
  }

  private static Op other(Op trans) {
    return trans == Op.NO_TRANS ? Op.TRANS : Op.NO_TRANS;
  }
}
