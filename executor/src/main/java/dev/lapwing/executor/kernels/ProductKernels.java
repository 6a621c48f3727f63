package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;

/**
 * {@code gemm} and {@code syrk}: products that run over a range of tiles, one pair at a time, each
 * pair given back before the next one is asked for.
 *
 * <p>As in BLAS, factors of a product with {@code alpha = 0} are not looked at.
 */
final class ProductKernels<V extends TileView> {
  private final Blas<V> blas;

  ProductKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** {@code D = C + alpha sum_k op(A_k) op(B_k)}, or the same without C. */
  void gemm(Call call) {
    boolean accumulates = call.accumulates(2);
    int left = accumulates ? 1 : 0;
    requireEqualRanges(call, left, left + 1);
    if (accumulates) {
      call.carry(0, 0);
    }
    Tile output = call.output(0);
    int terms = terms(call, left);
    if (terms == 0 && !accumulates) {
      TileContent.clear(output);
    }
    if (terms > 0) {
      multiply(call, left, accumulates);
    }
  }

  /** {@code D = C + alpha sum_k op(A_k) op(A_k)^T} on a triangle, or the same without C on both. */
  void syrk(Call call) {
    Uplo uplo = call.uplo(0);
    boolean accumulates = call.accumulates(2);
    int factor = accumulates ? 1 : 0;
    Tile output = call.output(0);
    call.require(output, output.rows(), output.rows());
    if (accumulates) {
      call.carry(0, 0);
    }
    int terms = terms(call, factor);
    if (terms > 0) {
      square(call, factor, accumulates);
    }
    if (!accumulates && terms == 0) {
      TileContent.clear(output);
    } else if (!accumulates) {
      TileContent.mirror(output, uplo);
    }
  }

  private void multiply(Call call, int left, boolean accumulates) {
    Tile output = call.output(0);
    try (V c = accumulates ? blas.update(output) : blas.write(output)) {
      for (int k = 0; k < call.operands().count(left); k++) {
        multiplyTerm(call, left, k, accumulates || k > 0 ? 1.0 : 0.0, c);
      }
    }
  }

  private void multiplyTerm(Call call, int left, int k, double beta, V c) {
    Op transA = call.op(0);
    Op transB = call.op(1);
    Tile tileA = call.operands().tile(left, k);
    Tile tileB = call.operands().tile(left + 1, k);
    int inner = transA == Op.NO_TRANS ? tileA.columns() : tileA.rows();
    require(call, tileA, transA, c.rows(), inner);
    require(call, tileB, transB, inner, c.columns());
    try (V a = blas.read(tileA);
        V b = blas.read(tileB)) {
      blas.gemm(transA, transB, call.scalar(0), a, b, beta, c);
    }
    call.operands().done(left, k);
    call.operands().done(left + 1, k);
  }

  private void square(Call call, int factor, boolean accumulates) {
    Tile output = call.output(0);
    try (V c = accumulates ? blas.update(output) : blas.write(output)) {
      for (int k = 0; k < call.operands().count(factor); k++) {
        squareTerm(call, factor, k, accumulates || k > 0 ? 1.0 : 0.0, c);
      }
    }
  }

  private void squareTerm(Call call, int factor, int k, double beta, V c) {
    Op trans = call.op(1);
    Tile tile = call.operands().tile(factor, k);
    int inner = trans == Op.NO_TRANS ? tile.columns() : tile.rows();
    require(call, tile, trans, c.rows(), inner);
    try (V a = blas.read(tile)) {
      blas.syrk(call.uplo(0), trans, call.scalar(0), a, beta, c);
    }
    call.operands().done(factor, k);
  }

  /** None where {@code alpha = 0}: some of OpenBLAS's small kernels would look at the factors. */
  private static int terms(Call call, int input) {
    return call.scalar(0) == 0.0 ? 0 : call.operands().count(input);
  }

  private static void require(Call call, Tile tile, Op trans, int rows, int columns) {
    boolean plain = trans == Op.NO_TRANS;
    call.require(tile, plain ? rows : columns, plain ? columns : rows);
  }

  private static void requireEqualRanges(Call call, int left, int right) {
    int a = call.operands().count(left);
    int b = call.operands().count(right);
    if (a != b) {
      throw new IllegalArgumentException(
          "%s was given %,d tiles of A and %,d of B: their ranges must be equally long."
              .formatted(call.kernel().id(), a, b));
    }
  }
}
