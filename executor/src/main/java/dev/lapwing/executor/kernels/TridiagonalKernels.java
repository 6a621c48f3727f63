package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * The reduction of a symmetric matrix to three diagonals without a band between, {@code sytrd}, and
 * its reflectors applied to columns, {@code ormtr}. Both compute in double precision, whatever the
 * tiles have.
 */
final class TridiagonalKernels<V extends TileView> {
  private final Blas<V> blas;
  private final ReflectorKernels<V> reflectors;

  TridiagonalKernels(Blas<V> blas) {
    this.blas = blas;
    this.reflectors = new ReflectorKernels<>(blas);
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
      reflectors.keep(1, kept.doubles(), lines, 2, triangles.doubles(), call.workspace());
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
    int first = ReflectorKernels.firstColumn(call);
    reflectors.apply(call, 1, columns -> TileContent.copyPart(call.input(2), first, columns));
  }
}
