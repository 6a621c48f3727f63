package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/**
 * The reduction of an m x n matrix, m at least n, to an upper band matrix: a block of columns is
 * brought to upper triangular form by reflectors from the left, then what is to the right of its
 * triangle to lower triangular form by reflectors from the right, and so on. Both are applied to
 * the whole rest of the matrix as block reflectors, three products each.
 *
 * <p>Source: B. Grosser, B. Lang, Efficient parallel reduction to bidiagonal form, Parallel
 * Computing 25 (1999).
 *
 * @param <M> the matrices that it computes with
 */
final class DenseReduction<M extends Block<M>> {
  private final BandRoutines<M> routines;
  private final int width;
  private final M a;
  private final M room;
  private final M triangle;
  private final M work;

  /**
   * A reduction in place.
   *
   * @param width the number of diagonals above the main one that are left, at most n
   * @param a becomes the band; what is not in it holds anything
   * @param room m rows and {@code 3 width} columns
   * @param small zeros, {@code width} rows and twice as many columns
   */
  DenseReduction(BandRoutines<M> routines, int width, M a, M room, M small) {
    this.routines = routines;
    this.width = width;
    this.a = a;
    this.room = room;
    this.triangle = small.block(0, 0, width, width);
    this.work = small.block(0, width, width, width);
  }

  /** Reduces the matrix. */
  void reduce() {
    for (int k = 0; k < a.columns(); k += width) {
      int count = Math.min(width, a.columns() - k);
      int rest = a.columns() - k - count;
      M panel = a.block(k, k, a.rows() - k, count);
      routines.factor(panel, triangle.block(0, 0, count, count), work);
      if (rest > 0) {
        fromLeft(panel, a.block(k, k + count, a.rows() - k, rest));
        fromRight(
            a.block(k, k + count, count, rest),
            a.block(k + count, k + count, a.rows() - k - count, rest));
      }
    }
  }

  /** {@code C := C - V (C^T V T)^T}. */
  private void fromLeft(M panel, M c) {
    M v = columns(0, panel.rows(), panel.columns());
    M product = columns(1, c.columns(), v.columns());
    routines.vectors(panel, v.rows(), v);
    routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, c, v, 0.0, product);
    routines.gemm(Op.NO_TRANS, Op.TRANS, -1.0, v, timesTriangle(product), 1.0, c);
  }

  /** {@code row := L}, {@code C := C - (C V T) V^T}, for the L and V of the factored transpose. */
  private void fromRight(M row, M c) {
    M turned = columns(2, row.columns(), row.rows());
    int count = Math.min(row.rows(), row.columns());
    routines.transpose(row, turned);
    routines.factor(turned, triangle.block(0, 0, count, count), work);
    routines.transpose(turned, row);
    M v = columns(0, turned.rows(), count);
    M product = columns(1, c.rows(), count);
    routines.vectors(turned.block(0, 0, turned.rows(), count), v.rows(), v);
    if (c.rows() > 0) {
      routines.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, c, v, 0.0, product);
      routines.gemm(Op.NO_TRANS, Op.TRANS, -1.0, timesTriangle(product), v, 1.0, c);
    }
  }

  private M timesTriangle(M product) {
    int count = product.columns();
    M result = columns(2, product.rows(), count);
    M t = triangle.block(0, 0, count, count);
    routines.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, product, t, 0.0, result);
    return result;
  }

  private M columns(int third, int rows, int count) {
    return room.block(0, third * width, rows, count);
  }
}
