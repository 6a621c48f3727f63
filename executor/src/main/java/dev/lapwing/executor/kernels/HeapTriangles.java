package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/**
 * The Cholesky factorization and its companions by recursion: a matrix is halved until it is small,
 * and all large work becomes products (Gustavson, 1997).
 */
final class HeapTriangles {
  private static final int SMALL = 24;

  private final HeapProduct product;

  HeapTriangles(HeapProduct product) {
    this.product = product;
  }

  /** {@link Blas#potrf}. */
  int potrf(HeapMatrix a) {
    int n = a.rows();
    if (n <= SMALL) {
      return SmallTriangles.potrf(a);
    }
    int half = half(n);
    HeapMatrix a11 = a.block(0, 0, half, half);
    HeapMatrix a21 = a.block(half, 0, n - half, half);
    HeapMatrix a22 = a.block(half, half, n - half, n - half);
    int failed = potrf(a11);
    if (failed != 0) {
      return failed;
    }
    trsm(Side.RIGHT, Uplo.LOWER, Op.TRANS, Diag.NON_UNIT, a11, a21);
    syrk(Uplo.LOWER, Op.NO_TRANS, -1.0, a21, 1.0, a22);
    int failedLater = potrf(a22);
    return failedLater == 0 ? 0 : half + failedLater;
  }

  /** {@link Blas#syrk}. */
  void syrk(Uplo uplo, Op trans, double alpha, HeapMatrix a, double beta, HeapMatrix c) {
    int n = c.rows();
    if (n <= SMALL) {
      syrkSmall(uplo, trans, alpha, a, beta, c);
      return;
    }
    int half = half(n);
    HeapMatrix first = rows(a, trans, 0, half);
    HeapMatrix second = rows(a, trans, half, n - half);
    syrk(uplo, trans, alpha, first, beta, c.block(0, 0, half, half));
    syrk(uplo, trans, alpha, second, beta, c.block(half, half, n - half, n - half));
    if (uplo == Uplo.LOWER) {
      product.gemm(
          trans, flip(trans), alpha, second, first, beta, c.block(half, 0, n - half, half));
    } else {
      product.gemm(
          trans, flip(trans), alpha, first, second, beta, c.block(0, half, half, n - half));
    }
  }

  /** {@link Blas#trsm}. */
  void trsm(Side side, Uplo uplo, Op trans, Diag diag, HeapMatrix t, HeapMatrix b) {
    int n = t.rows();
    if (n <= SMALL) {
      SmallTriangles.trsm(side, uplo, trans, diag, t, b);
      return;
    }
    int half = half(n);
    boolean left = side == Side.LEFT;
    HeapMatrix t11 = t.block(0, 0, half, half);
    HeapMatrix t22 = t.block(half, half, n - half, n - half);
    HeapMatrix b1 = left ? b.block(0, 0, half, b.columns()) : b.block(0, 0, b.rows(), half);
    HeapMatrix b2 =
        left ? b.block(half, 0, n - half, b.columns()) : b.block(0, half, b.rows(), n - half);
    HeapMatrix off =
        uplo == Uplo.LOWER ? t.block(half, 0, n - half, half) : t.block(0, half, half, n - half);
    // op(T) is lower triangular: from the left, the first unknowns do not depend on the others.
    boolean lower = (uplo == Uplo.LOWER) == (trans == Op.NO_TRANS);
    if (lower == left) {
      trsm(side, uplo, trans, diag, t11, b1);
      eliminate(side, trans, off, b1, b2);
      trsm(side, uplo, trans, diag, t22, b2);
    } else {
      trsm(side, uplo, trans, diag, t22, b2);
      eliminate(side, trans, off, b2, b1);
      trsm(side, uplo, trans, diag, t11, b1);
    }
  }

  /** {@code rest := rest - op(off) known}, or {@code rest - known op(off)}. */
  private void eliminate(Side side, Op trans, HeapMatrix off, HeapMatrix known, HeapMatrix rest) {
    if (side == Side.LEFT) {
      product.gemm(trans, Op.NO_TRANS, -1.0, off, known, 1.0, rest);
    } else {
      product.gemm(Op.NO_TRANS, trans, -1.0, known, off, 1.0, rest);
    }
  }

  /** The product of a small block, of which one triangle is kept. */
  private void syrkSmall(
      Uplo uplo, Op trans, double alpha, HeapMatrix a, double beta, HeapMatrix c) {
    HeapMatrix square = HeapMatrix.zeros(c.rows(), c.rows());
    product.gemm(trans, flip(trans), alpha, a, a, 0.0, square);
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

  private static Op flip(Op trans) {
    return trans == Op.NO_TRANS ? Op.TRANS : Op.NO_TRANS;
  }

  /** About half, and a multiple of 8 where that leaves both parts, for the product's sake. */
  private static int half(int n) {
    return (n / 2 + 7) / 8 * 8;
  }
}
