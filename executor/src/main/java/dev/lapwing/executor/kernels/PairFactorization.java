package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;

/**
 * The QR factorization of a triangle above a block, {@code dtpqrt}. Each block of columns is
 * factored by halving it, as {@code dgeqrt3} does (Elmroth and Gustavson, 2000), so that even the
 * narrow part is mostly products: LAPACK factors a block column by column, which sets its speed.
 * See {@code docs/performance.md}, Kernels.
 *
 * @param <M> the matrices that it computes with
 */
final class PairFactorization<M extends Block<M>> {
  private final PairRoutines<M> routines;
  private final int block;
  private final M room;

  /**
   * A factorization in blocks.
   *
   * @param room 2 {@code block} rows, and as many columns as the triangle
   */
  PairFactorization(PairRoutines<M> routines, int block, M room) {
    this.routines = routines;
    this.block = block;
    this.room = room;
  }

  /** {@link Blas#tpqrt}; what is zero by the shape is zero in {@code b}. */
  void factor(Pentagon shape, M r, M b, M t) {
    int n = r.columns();
    for (int i = 0; i < n; i += block) {
      int width = Math.min(block, n - i);
      int rows = shape == Pentagon.TRIANGULAR ? Math.min(i + width, b.rows()) : b.rows();
      int rest = n - i - width;
      M panel = b.block(0, i, rows, width);
      M factor = t.block(0, i, width, width);
      factor(r.block(i, i, width, width), panel, factor);
      if (rest > 0) {
        apply(panel, factor, r.block(i, i + width, width, rest), b.block(0, i + width, rows, rest));
      }
    }
  }

  private void factor(M r, M b, M t) {
    int n = r.columns();
    if (n <= routines.narrowPair()) {
      routines.factorPair(r, b, t);
      return;
    }
    int half = n / 2;
    int other = n - half;
    M v1 = b.block(0, 0, b.rows(), half);
    M v2 = b.block(0, half, b.rows(), other);
    M t11 = t.block(0, 0, half, half);
    M t22 = t.block(half, half, other, other);
    factor(r.block(0, 0, half, half), v1, t11);
    apply(v1, t11, r.block(0, half, half, other), v2);
    factor(r.block(half, half, other, other), v2, t22);
    join(v1, v2, t11, t22, t.block(0, half, half, other));
  }

  /** {@code T12 := -T11 (V1^T V2) T22}, which makes one block reflector of two. */
  private void join(M v1, M v2, M t11, M t22, M t12) {
    M inner = room.block(0, 0, t12.rows(), t12.columns());
    M scaled = room.block(block, 0, t12.rows(), t12.columns());
    routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, v1, v2, 0.0, inner);
    routines.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, t11, inner, 0.0, scaled);
    routines.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, scaled, t22, 0.0, t12);
  }

  /** {@code [A; B] := (I - [I; V] T^T [I; V]^T) [A; B]}. */
  private void apply(M v, M t, M a, M b) {
    M w = room.block(0, 0, a.rows(), a.columns());
    M scaled = room.block(block, 0, a.rows(), a.columns());
    routines.copy(a, w);
    routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, v, b, 1.0, w);
    routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, t, w, 0.0, scaled);
    routines.gemm(Op.TRANS, Op.NO_TRANS, -1.0, t, w, 1.0, a);
    routines.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, v, scaled, 1.0, b);
  }
}
