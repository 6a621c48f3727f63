package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.state.Tile;

/**
 * The tile QR kernels {@code geqrt}, {@code tpqrt}, {@code gemqrt} and {@code tpmqrt}. Q is kept as
 * LAPACK keeps it: reflectors V and, block by block, the triangular factors T of their compact WY
 * form {@code I - V T V^T} (Schreiber and Van Loan, 1989).
 */
final class HouseholderKernels<V extends TileView> {
  private final Blas<V> blas;

  HouseholderKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** {@code A = Q R}, giving R, V and T. */
  void geqrt(Call call) {
    Tile a = call.input(0);
    Tile r = call.output(0);
    Tile reflectors = call.output(1);
    Tile t = call.output(2);
    call.require(a, reflectors.rows(), r.columns());
    call.require(r, r.columns(), r.columns());
    call.require(reflectors, a.rows(), a.columns());
    call.require(t, t.rows(), a.columns());
    TileContent.copy(a, reflectors);
    call.done(0, a);
    TileContent.clear(t);
    int block = blockOf(call, t, Math.min(reflectors.rows(), reflectors.columns()));
    if (block > 0) {
      try (V v = blas.update(reflectors);
          V blocks = blas.update(t)) {
        blas.geqrt(block, v, blocks, call.workspace());
      }
    }
    TileContent.clear(r);
    TileContent.copyUpperTrapezoid(reflectors, r);
  }

  /** {@code [R; B] = Q [R'; 0]}, giving R', V and T. */
  void tpqrt(Call call) {
    Pentagon shape = call.pentagon(0);
    Tile r = call.output(0);
    Tile reflectors = call.output(1);
    Tile t = call.output(2);
    Tile b = call.input(1);
    call.require(r, r.columns(), r.columns());
    call.require(b, reflectors.rows(), r.columns());
    call.require(reflectors, b.rows(), r.columns());
    call.require(t, t.rows(), r.columns());
    call.carry(0, 0);
    TileContent.clearBelowDiagonal(r);
    TileContent.copy(b, reflectors);
    call.done(1, b);
    if (shape == Pentagon.TRIANGULAR) {
      TileContent.clearBelowDiagonal(reflectors);
    }
    TileContent.clear(t);
    int block = blockOf(call, t, r.columns());
    int rows = rowsOf(shape, reflectors);
    if (block > 0 && rows > 0) {
      try (V top = blas.update(r);
          V v = blas.update(reflectors);
          V blocks = blas.update(t)) {
        blas.tpqrt(shape, block, top, rows, v, blocks, call.workspace());
      }
    }
  }

  /** {@code D = op(Q) C}, with C and D padded with zero rows or cut. */
  void gemqrt(Call call) {
    if (call.kernel().options().size() > 1) {
      gemqrtRight(call);
      return;
    }
    Tile reflectors = call.input(0);
    Tile t = call.input(1);
    Tile c = call.input(2);
    Tile output = call.output(0);
    call.require(t, t.rows(), reflectors.columns());
    call.require(c, c.rows(), output.columns());
    boolean fits = output.rows() == reflectors.rows();
    Tile product = fits ? output : call.room(reflectors.rows(), output.columns());
    TileContent.copyPadded(c, product);
    call.done(2, c);
    apply(call, reflectors, t, product);
    if (!fits) {
      TileContent.copyPadded(product, output);
      product.release();
    }
    call.done(0, reflectors);
    call.done(1, t);
  }

  /** {@code [A'; B'] = op(Q) [A; B]}, with A the first rows of a tile and B a tile or zero. */
  void tpmqrt(Call call) {
    if (call.kernel().options().size() > 3) {
      tpmqrtRight(call);
      return;
    }
    Pentagon shape = call.pentagon(1);
    Tile reflectors = call.input(0);
    Tile t = call.input(1);
    Tile top = call.output(0);
    Tile bottom = call.output(1);
    call.require(t, t.rows(), reflectors.columns());
    call.require(top, Math.max(top.rows(), reflectors.columns()), bottom.columns());
    call.require(bottom, reflectors.rows(), top.columns());
    call.carry(2, 0);
    if (call.accumulates(2)) {
      call.carry(3, 1);
    } else {
      TileContent.clear(bottom);
    }
    int block = blockOf(call, t, reflectors.columns());
    int rows = rowsOf(shape, reflectors);
    if (block > 0 && rows > 0 && top.columns() > 0) {
      try (V v = blas.read(reflectors);
          V blocks = blas.read(t);
          V a = blas.update(top);
          V b = blas.update(bottom)) {
        Op trans = call.op(0);
        blas.tpmqrt(trans, shape, block, rows, v, blocks, a, b, call.workspace());
      }
    }
    call.done(0, reflectors);
    call.done(1, t);
  }

  /** {@code C := C Q}. */
  private void gemqrtRight(Call call) {
    Tile reflectors = call.input(0);
    Tile t = call.input(1);
    Tile c = call.output(0);
    call.require(t, t.rows(), reflectors.columns());
    call.require(c, c.rows(), reflectors.rows());
    call.carry(2, 0);
    int block = blockOf(call, t, Math.min(reflectors.rows(), reflectors.columns()));
    if (block > 0 && c.rows() > 0) {
      try (V v = blas.read(reflectors);
          V blocks = blas.read(t);
          V product = blas.update(c)) {
        blas.gemqrtRight(block, v, blocks, product, call.workspace());
      }
    }
    call.done(0, reflectors);
    call.done(1, t);
  }

  /** {@code [A' B'] = [A B] Q}, with A the first columns of a tile. */
  private void tpmqrtRight(Call call) {
    Pentagon shape = call.pentagon(2);
    Tile reflectors = call.input(0);
    Tile t = call.input(1);
    Tile first = call.output(0);
    Tile second = call.output(1);
    call.require(t, t.rows(), reflectors.columns());
    call.require(first, second.rows(), Math.max(first.columns(), reflectors.columns()));
    call.require(second, first.rows(), reflectors.rows());
    call.carry(2, 0);
    call.carry(3, 1);
    int block = blockOf(call, t, reflectors.columns());
    int columns = rowsOf(shape, reflectors);
    if (block > 0 && columns > 0 && first.rows() > 0) {
      try (V v = blas.read(reflectors);
          V blocks = blas.read(t);
          V a = blas.update(first);
          V b = blas.update(second)) {
        blas.tpmqrtRight(shape, block, columns, v, blocks, a, b, call.workspace());
      }
    }
    call.done(0, reflectors);
    call.done(1, t);
  }

  private void apply(Call call, Tile reflectors, Tile t, Tile product) {
    int block = blockOf(call, t, Math.min(reflectors.rows(), reflectors.columns()));
    if (block > 0 && product.columns() > 0) {
      try (V v = blas.read(reflectors);
          V blocks = blas.read(t);
          V c = blas.update(product)) {
        blas.gemqrt(call.op(0), block, v, blocks, c, call.workspace());
      }
    }
  }

  /** LAPACK's block size: the rows of T, and never more than the number of reflectors. */
  private static int blockOf(Call call, Tile t, int reflectors) {
    if (t.rows() == 0 && reflectors > 0) {
      throw new IllegalArgumentException(
          "%s was given a T without rows for %,d reflectors: its rows are the block size, at least 1."
              .formatted(call.kernel().id(), reflectors));
    }
    return Math.min(t.rows(), reflectors);
  }

  /** The rows of B that are not zero by its shape. */
  private static int rowsOf(Pentagon shape, Tile b) {
    return shape == Pentagon.TRIANGULAR ? Math.min(b.rows(), b.columns()) : b.rows();
  }
}
