package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;

/**
 * Householder QR with compact WY blocks. A panel is factored by halving its columns (Elmroth and
 * Gustavson, 2000; LAPACK's {@code dgeqrt3}), so that even panels are mostly products.
 */
final class HeapHouseholder {
  private final HeapProduct product;

  HeapHouseholder(HeapProduct product) {
    this.product = product;
  }

  /** {@link Blas#geqrt}. */
  void geqrt(int block, HeapMatrix a, HeapMatrix t) {
    int reflectors = Math.min(a.rows(), a.columns());
    for (int i = 0; i < reflectors; i += block) {
      int width = Math.min(block, reflectors - i);
      int rest = a.columns() - i - width;
      HeapMatrix panel = a.block(i, i, a.rows() - i, width);
      HeapMatrix factor = t.block(0, i, width, width);
      factorPanel(panel, factor);
      // A(i:m, i+nb:n) := (I - V T^T V^T) A(i:m, i+nb:n)
      apply(Op.TRANS, reflectorsOf(panel), factor, a.block(i, i + width, panel.rows(), rest));
    }
  }

  /** {@link Blas#gemqrt}. */
  void gemqrt(Op trans, int block, HeapMatrix v, HeapMatrix t, HeapMatrix c) {
    int reflectors = Math.min(v.rows(), v.columns());
    for (int i : blocks(trans, block, reflectors)) {
      int width = Math.min(block, reflectors - i);
      HeapMatrix panel = reflectorsOf(v.block(i, i, v.rows() - i, width));
      apply(trans, panel, t.block(0, i, width, width), c.block(i, 0, c.rows() - i, c.columns()));
    }
  }

  /** {@link Blas#tpqrt}. */
  void tpqrt(Pentagon shape, int block, HeapMatrix r, HeapMatrix b, HeapMatrix t) {
    HeapMatrix room = HeapMatrix.zeros(2 * block, r.columns());
    new PairFactorization<>(new HeapPairs(product), block, room).factor(shape, r, b, t);
  }

  /** {@link Blas#tpmqrt}. */
  void tpmqrt(
      Op trans, Pentagon shape, int block, HeapMatrix v, HeapMatrix t, HeapMatrix a, HeapMatrix b) {
    int n = v.columns();
    for (int i : blocks(trans, block, n)) {
      int width = Math.min(block, n - i);
      int rows = rows(shape, v, i + width);
      HeapMatrix panel = v.block(0, i, rows, width);
      applyPair(
          trans,
          shape == Pentagon.TRIANGULAR ? trapezoidOf(panel, i) : panel,
          t.block(0, i, width, width),
          a.block(i, 0, width, a.columns()),
          b.block(0, 0, rows, b.columns()));
    }
  }

  /** {@link Blas#gemqrtRight}. */
  void gemqrtRight(int block, HeapMatrix v, HeapMatrix t, HeapMatrix c) {
    int reflectors = Math.min(v.rows(), v.columns());
    for (int i = 0; i < reflectors; i += block) {
      int width = Math.min(block, reflectors - i);
      HeapMatrix panel = reflectorsOf(v.block(i, i, v.rows() - i, width));
      HeapMatrix part = c.block(0, i, c.rows(), c.columns() - i);
      HeapMatrix w = HeapMatrix.zeros(c.rows(), width);
      HeapMatrix scaled = HeapMatrix.zeros(c.rows(), width);
      // C := C (I - V T V^T)
      product.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, part, panel, 0.0, w);
      product.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, w, t.block(0, i, width, width), 0.0, scaled);
      product.gemm(Op.NO_TRANS, Op.TRANS, -1.0, scaled, panel, 1.0, part);
    }
  }

  /** {@link Blas#tpmqrtRight}. */
  void tpmqrtRight(
      Pentagon shape, int block, HeapMatrix v, HeapMatrix t, HeapMatrix a, HeapMatrix b) {
    int n = v.columns();
    for (int i = 0; i < n; i += block) {
      int width = Math.min(block, n - i);
      int rows = rows(shape, v, i + width);
      HeapMatrix panel = v.block(0, i, rows, width);
      HeapMatrix vectors = shape == Pentagon.TRIANGULAR ? trapezoidOf(panel, i) : panel;
      HeapMatrix first = a.block(0, i, a.rows(), width);
      HeapMatrix second = b.block(0, 0, b.rows(), rows);
      HeapMatrix w = HeapMatrix.zeros(a.rows(), width);
      HeapMatrix scaled = HeapMatrix.zeros(a.rows(), width);
      // [A B] := [A B] (I - [I; V] T [I; V]^T)
      w.assign(first);
      product.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, second, vectors, 1.0, w);
      product.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, w, t.block(0, i, width, width), 0.0, scaled);
      first.subtract(scaled);
      product.gemm(Op.NO_TRANS, Op.TRANS, -1.0, scaled, vectors, 1.0, second);
    }
  }

  private void factorPanel(HeapMatrix a, HeapMatrix t) {
    if (a.columns() == 1) {
      t.set(0, 0, Reflector.make(a, a.block(1, 0, a.rows() - 1, 1)));
      return;
    }
    int half = a.columns() / 2;
    int other = a.columns() - half;
    HeapMatrix left = a.block(0, 0, a.rows(), half);
    HeapMatrix lowerRight = a.block(half, half, a.rows() - half, other);
    HeapMatrix t11 = t.block(0, 0, half, half);
    HeapMatrix t22 = t.block(half, half, other, other);
    factorPanel(left, t11);
    HeapMatrix v1 = reflectorsOf(left);
    apply(Op.TRANS, v1, t11, a.block(0, half, a.rows(), other));
    factorPanel(lowerRight, t22);
    HeapMatrix v1Below = v1.block(half, 0, a.rows() - half, half);
    join(v1Below, reflectorsOf(lowerRight), t11, t22, t.block(0, half, half, other));
  }

  /** {@code T12 := -T11 (V1^T V2) T22}, which makes one block reflector of two. */
  private void join(HeapMatrix v1, HeapMatrix v2, HeapMatrix t11, HeapMatrix t22, HeapMatrix t12) {
    HeapMatrix inner = HeapMatrix.zeros(t12.rows(), t12.columns());
    HeapMatrix scaled = HeapMatrix.zeros(t12.rows(), t12.columns());
    product.gemm(Op.TRANS, Op.NO_TRANS, 1.0, v1, v2, 0.0, inner);
    product.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, t11, inner, 0.0, scaled);
    product.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, scaled, t22, 0.0, t12);
  }

  /** {@code C := (I - V op(T) V^T) C}. */
  private void apply(Op trans, HeapMatrix v, HeapMatrix t, HeapMatrix c) {
    HeapMatrix w = HeapMatrix.zeros(v.columns(), c.columns());
    HeapMatrix scaled = HeapMatrix.zeros(v.columns(), c.columns());
    product.gemm(Op.TRANS, Op.NO_TRANS, 1.0, v, c, 0.0, w);
    product.gemm(trans, Op.NO_TRANS, 1.0, t, w, 0.0, scaled);
    product.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, v, scaled, 1.0, c);
  }

  /** {@code [A; B] := (I - [I; V] op(T) [I; V]^T) [A; B]}. */
  private void applyPair(Op trans, HeapMatrix v, HeapMatrix t, HeapMatrix a, HeapMatrix b) {
    HeapMatrix w = HeapMatrix.zeros(a.rows(), a.columns());
    HeapMatrix scaled = HeapMatrix.zeros(a.rows(), a.columns());
    w.assign(a);
    product.gemm(Op.TRANS, Op.NO_TRANS, 1.0, v, b, 1.0, w);
    product.gemm(trans, Op.NO_TRANS, 1.0, t, w, 0.0, scaled);
    a.subtract(scaled);
    product.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, v, scaled, 1.0, b);
  }

  /**
   * A copy of the columns of an upper trapezoid from a column on, with zeros below the diagonal.
   */
  private static HeapMatrix trapezoidOf(HeapMatrix panel, int first) {
    HeapMatrix v = HeapMatrix.zeros(panel.rows(), panel.columns());
    for (int j = 0; j < panel.columns(); j++) {
      int height = Math.min(first + j + 1, panel.rows());
      System.arraycopy(panel.data(), panel.at(0, j), v.data(), v.at(0, j), height);
    }
    return v;
  }

  /** A copy of a factored panel with what LAPACK implies: ones on the diagonal, zeros above. */
  private static HeapMatrix reflectorsOf(HeapMatrix panel) {
    HeapMatrix v = HeapMatrix.zeros(panel.rows(), panel.columns());
    for (int j = 0; j < panel.columns(); j++) {
      System.arraycopy(panel.data(), panel.at(j, j), v.data(), v.at(j, j), panel.rows() - j);
      v.set(j, j, 1.0);
    }
    return v;
  }

  /** The first columns of the blocks: {@code Q = Q1 Q2 ...}, so that Q^T starts with Q1. */
  private static int[] blocks(Op trans, int block, int reflectors) {
    int count = (reflectors + block - 1) / block;
    int[] first = new int[count];
    for (int i = 0; i < count; i++) {
      first[trans == Op.TRANS ? i : count - 1 - i] = i * block;
    }
    return first;
  }

  /** The rows of a panel of B, up to a column, that its shape does not make zero. */
  private static int rows(Pentagon shape, HeapMatrix b, int columns) {
    return shape == Pentagon.TRIANGULAR ? Math.min(columns, b.rows()) : b.rows();
  }
}
