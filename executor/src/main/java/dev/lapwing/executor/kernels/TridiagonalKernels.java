package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * The reduction of a symmetric matrix to three diagonals without a band between, {@code sytrd}, and
 * its reflectors applied to columns, {@code ormtr}. Both compute in double precision, whatever the
 * tiles have.
 */
final class TridiagonalKernels<V extends TileView> {
  private final Blas<V> blas;

  TridiagonalKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** The diagonals of a symmetric matrix, and the reflectors that left them, if wanted. */
  void sytrd(Call call) {
    int n = call.output(0).rows();
    Tile lines = call.workspace().allocate(n, 3);
    TileContent.clear(lines);
    try {
      if (call.outputs().size() == 1) {
        reduceCopy(call, lines);
      } else {
        reduceAndKeep(call, lines);
      }
      TileContent.copyFirstColumns(lines, call.output(0), 2);
    } finally {
      lines.release();
    }
  }

  private void reduceCopy(Call call, Tile lines) {
    int n = lines.rows();
    Tile square = call.workspace().allocate(n, n);
    try {
      reduce(call, square, lines);
    } finally {
      square.release();
    }
  }

  private void reduceAndKeep(Call call, Tile lines) {
    int n = lines.rows();
    call.require(call.output(1), n, n);
    call.require(call.output(2), call.output(2).rows(), n);
    DoubleTile kept = DoubleTile.of(call.output(1), call.workspace());
    DoubleTile triangles = DoubleTile.of(call.output(2), call.workspace());
    TileContent.clear(triangles.doubles());
    try {
      reduce(call, kept.doubles(), lines);
      for (int j = 0; j + 1 < n; j++) {
        kept.doubles().set(j + 1, j, 1 / lines.get(j, 2));
      }
      try (V h = blas.read(kept.doubles());
          V t = blas.update(triangles.doubles())) {
        blas.larft(h, t, call.workspace());
      }
    } finally {
      kept.writeBack();
      triangles.writeBack();
    }
  }

  private void reduce(Call call, Tile square, Tile lines) {
    load(call, square);
    try (V a = blas.update(square);
        V three = blas.update(lines)) {
      blas.sytrd(a, three, call.workspace());
    }
  }

  /** The lower triangle; what is above it is zero. */
  private static void load(Call call, Tile square) {
    DenseKernels.loadColumns(call, square);
    TileContent.clearAboveDiagonal(square);
  }

  /** A block of columns of the product. */
  void ormtr(Call call) {
    Tile product = call.output(0);
    int n = product.rows();
    call.require(call.input(0), n, n);
    call.require(call.input(1), call.input(1).rows(), n);
    call.require(call.input(2), n, n);
    DoubleTile kept = DoubleTile.copyOf(call.input(0), call.workspace());
    DoubleTile triangles = DoubleTile.copyOf(call.input(1), call.workspace());
    DoubleTile columns = DoubleTile.of(product, call.workspace());
    TileContent.copyPart(call.input(2), firstColumn(call), columns.doubles());
    call.operands().done(2, 0);
    try (V h = blas.read(kept.doubles());
        V t = blas.read(triangles.doubles());
        V c = blas.update(columns.doubles())) {
      blas.ormtr(h, t, c, call.workspace());
    } finally {
      kept.drop();
      triangles.drop();
      columns.writeBack();
    }
    call.operands().done(0, 0);
    call.operands().done(1, 0);
  }

  /** All blocks are equally wide, except the last. */
  private static int firstColumn(Call call) {
    Tile product = call.output(0);
    boolean last = call.scalar(0) + 1 == call.scalar(1);
    return last
        ? product.rows() - product.columns()
        : Math.toIntExact(Math.round(call.scalar(0)) * product.columns());
  }
}
