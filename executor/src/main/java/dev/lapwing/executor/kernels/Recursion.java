package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/**
 * The Cholesky factorization and the triangular solve by recursion: a matrix is halved until it is
 * small, and all large work becomes products (Gustavson, 1997). OpenBLAS's own triangular solve is
 * far from the speed of its product; see {@code docs/performance.md}, Kernels.
 *
 * @param <M> the matrices that it computes with
 */
final class Recursion<M extends Block<M>> {
  private final BlockRoutines<M> routines;

  Recursion(BlockRoutines<M> routines) {
    this.routines = routines;
  }

  /** {@link Blas#potrf}. */
  int potrf(M a) {
    int n = a.rows();
    if (n <= routines.smallFactor()) {
      return routines.potrf(a);
    }
    int half = half(n);
    M a11 = a.block(0, 0, half, half);
    M a21 = a.block(half, 0, n - half, half);
    M a22 = a.block(half, half, n - half, n - half);
    int failed = potrf(a11);
    if (failed != 0) {
      return failed;
    }
    // A21 := A21 L11^-T; A22 := A22 - A21 A21^T
    trsm(Side.RIGHT, Uplo.LOWER, Op.TRANS, Diag.NON_UNIT, a11, a21);
    routines.syrk(Uplo.LOWER, Op.NO_TRANS, -1.0, a21, 1.0, a22);
    int failedLater = potrf(a22);
    return failedLater == 0 ? 0 : half + failedLater;
  }

  /** {@link Blas#trsm}. */
  void trsm(Side side, Uplo uplo, Op trans, Diag diag, M t, M b) {
    int n = t.rows();
    if (n <= routines.smallTriangle()) {
      routines.trsm(side, uplo, trans, diag, t, b);
      return;
    }
    int half = half(n);
    M t11 = t.block(0, 0, half, half);
    M t22 = t.block(half, half, n - half, n - half);
    M off =
        uplo == Uplo.LOWER ? t.block(half, 0, n - half, half) : t.block(0, half, half, n - half);
    M b1 = part(side, b, 0, half);
    M b2 = part(side, b, half, n - half);
    // Where op(T) is lower triangular, a system from the left begins with its first unknowns.
    boolean lower = (uplo == Uplo.LOWER) == (trans == Op.NO_TRANS);
    if (lower == (side == Side.LEFT)) {
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
  private void eliminate(Side side, Op trans, M off, M known, M rest) {
    if (side == Side.LEFT) {
      routines.gemm(trans, Op.NO_TRANS, -1.0, off, known, 1.0, rest);
    } else {
      routines.gemm(Op.NO_TRANS, trans, -1.0, known, off, 1.0, rest);
    }
  }

  /** The rows or columns of the unknown that belong to a part of the triangle. */
  private M part(Side side, M b, int first, int count) {
    return side == Side.LEFT
        ? b.block(first, 0, count, b.columns())
        : b.block(0, first, b.rows(), count);
  }

  /** About half of an order above 16, and a multiple of 8 for the product's sake. */
  static int half(int order) {
    return (order / 2 + 7) / 8 * 8;
  }
}
