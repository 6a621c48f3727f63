package dev.lapwing.executor.kernels;

import dev.lapwing.executor.kernels.KernelFailure.Kind;
import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import java.util.function.DoublePredicate;

/**
 * {@code potrf}, {@code trsm} and {@code trtri}: the kernels that a number on the diagonal can
 * defeat.
 */
final class CholeskyKernels<V extends TileView> {
  private final Blas<V> blas;

  CholeskyKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** {@code A = L L^T}; only the lower triangle of A is looked at, L's upper one becomes zero. */
  void potrf(Call call) throws KernelFailure {
    Tile factor = call.output(0);
    call.require(factor, factor.rows(), factor.rows());
    call.carry(0, 0);
    int order;
    try (V view = blas.update(factor)) {
      order = blas.potrf(view);
    }
    // OpenBLAS compares a pivot with zero, which a NaN passes.
    int notPositive = order != 0 ? order : firstOnDiagonal(factor, Double::isNaN);
    if (notPositive != 0) {
      throw new KernelFailure(Kind.NOT_POSITIVE_DEFINITE, notPositive);
    }
    TileContent.clearAboveDiagonal(factor);
  }

  /** {@code X = op(T)^-1 B}, or {@code X = B op(T)^-1}. */
  void trsm(Call call) throws KernelFailure {
    Side side = call.side(0);
    Diag diag = call.diag(3);
    Tile triangular = call.input(0);
    Tile solution = call.output(0);
    int order = side == Side.LEFT ? solution.rows() : solution.columns();
    call.require(triangular, order, order);
    requireNonsingular(triangular, diag);
    call.carry(1, 0);
    try (V t = blas.read(triangular);
        V b = blas.update(solution)) {
      blas.trsm(side, call.uplo(1), call.op(2), diag, t, b);
    }
    call.done(0, triangular);
  }

  /** {@code X = T^-1}: the solution for the identity, with exact zeros in the other triangle. */
  void trtri(Call call) throws KernelFailure {
    Diag diag = call.diag(1);
    Tile triangular = call.input(0);
    Tile inverse = call.output(0);
    call.require(inverse, inverse.rows(), inverse.rows());
    call.require(triangular, inverse.rows(), inverse.rows());
    requireNonsingular(triangular, diag);
    TileContent.clear(inverse);
    for (int i = 0; i < inverse.rows(); i++) {
      inverse.set(i, i, 1);
    }
    try (V t = blas.read(triangular);
        V x = blas.update(inverse)) {
      blas.trsm(Side.LEFT, call.uplo(0), Op.NO_TRANS, diag, t, x);
    }
    if (call.uplo(0) == Uplo.LOWER) {
      TileContent.clearAboveDiagonal(inverse);
    } else {
      TileContent.clearBelowDiagonal(inverse);
    }
    call.operands().done(0, 0);
  }

  private static void requireNonsingular(Tile triangular, Diag diag) throws KernelFailure {
    int zero = diag == Diag.UNIT ? 0 : firstOnDiagonal(triangular, entry -> entry == 0.0);
    if (zero != 0) {
      throw new KernelFailure(Kind.SINGULAR, zero);
    }
  }

  /** The order, from one, of the first diagonal entry that is as said; or zero. */
  private static int firstOnDiagonal(Tile square, DoublePredicate property) {
    TileEntries content = square.entries();
    int order = square.rows();
    for (int i = 0; i < order; i++) {
      if (property.test(content.get(i + i * order))) {
        return i + 1;
      }
    }
    return 0;
  }
}
