package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;

/**
 * The LU factorization with partial pivoting by recursion over columns (Toledo, 1997): the left
 * half is factored, the right half updated by one product and factored in its turn, until few
 * columns are left. LAPACK: getrf.
 *
 * @param <M> the matrices that it computes with
 */
final class PivotedRecursion<M extends Block<M>> {
  private final BlockRoutines<M> routines;
  private final Recursion<M> recursion;

  PivotedRecursion(BlockRoutines<M> routines, Recursion<M> recursion) {
    this.routines = routines;
    this.recursion = recursion;
  }

  /** {@link Blas#getrf}. */
  void getrf(M a, int[] pivots) {
    int order = Math.min(a.rows(), a.columns());
    M left = a.block(0, 0, a.rows(), order);
    factor(left, pivots, 0);
    if (order < a.columns()) {
      M right = a.block(0, order, a.rows(), a.columns() - order);
      routines.swapRows(right, pivots, 0, order);
      solveUnitLower(left.block(0, 0, order, order), right);
    }
  }

  /** Factors a matrix with no more columns than rows; its pivots begin at a place of the array. */
  private void factor(M a, int[] pivots, int from) {
    int n = a.columns();
    int m = a.rows();
    if (n <= routines.smallPanel()) {
      routines.getrf(a, pivots, from);
      return;
    }
    int half = Recursion.half(n);
    int rest = n - half;
    M left = a.block(0, 0, m, half);
    M right = a.block(0, half, m, rest);
    factor(left, pivots, from);
    routines.swapRows(right, pivots, from, half);
    // A12 := L11^-1 A12; A22 := A22 - A21 A12
    M a12 = a.block(0, half, half, rest);
    M a21 = a.block(half, 0, m - half, half);
    M a22 = a.block(half, half, m - half, rest);
    solveUnitLower(a.block(0, 0, half, half), a12);
    routines.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, a21, a12, 1.0, a22);
    factor(a22, pivots, from + half);
    routines.swapRows(a21, pivots, from + half, rest);
    for (int j = from + half; j < from + n; j++) {
      pivots[j] += half;
    }
  }

  private void solveUnitLower(M l, M b) {
    recursion.trsm(Side.LEFT, Uplo.LOWER, Op.NO_TRANS, Diag.UNIT, l, b);
  }
}
