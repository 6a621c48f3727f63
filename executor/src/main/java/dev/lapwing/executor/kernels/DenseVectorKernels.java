package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * The reduction of a matrix that is not wide to two diagonals without a band between, {@code
 * gebrd}, where the reflectors are wanted, and these applied to columns, {@code ormbr}. Both
 * compute in double precision, whatever the tiles have. Without reflectors there is {@link
 * DenseKernels}.
 */
final class DenseVectorKernels<V extends TileView> {
  private final Blas<V> blas;
  private final ReflectorKernels<V> reflectors;

  DenseVectorKernels(Blas<V> blas) {
    this.blas = blas;
    this.reflectors = new ReflectorKernels<>(blas);
  }

  /** The two diagonals, the reflectors from the left and from the right, and their triangles. */
  void gebrd(Call call) {
    int n = call.output(0).rows();
    requireShapes(call, n);
    Tile lines = call.workspace().allocate(n, 4);
    DoubleTile left = DoubleTile.of(call.output(1), call.workspace());
    TileContent.clear(lines);
    try {
      DenseKernels.loadColumns(call, left.doubles());
      try (V a = blas.update(left.doubles());
          V four = blas.update(lines)) {
        blas.gebrd(a, four, call.workspace());
      }
      TileContent.copyFirstColumns(lines, call.output(0), 2);
      keepRight(call, left.doubles(), lines);
      TileContent.clearAboveDiagonal(left.doubles());
      keep(call, 0, left.doubles(), lines, 2, call.output(3));
    } finally {
      left.writeBack();
      lines.release();
    }
  }

  private static void requireShapes(Call call, int n) {
    Tile left = call.output(1);
    DenseKernels.requireNotWide(left.rows(), n);
    call.require(left, left.rows(), n);
    call.require(call.output(2), n, n);
    call.require(call.output(3), call.output(3).rows(), n);
    call.require(call.output(4), call.output(4).rows(), n);
  }

  /** Those from the right, which LAPACK leaves as rows above the diagonal. */
  private void keepRight(Call call, Tile reduced, Tile lines) {
    DoubleTile right = DoubleTile.of(call.output(2), call.workspace());
    try {
      TileContent.transposePart(reduced, 0, right.doubles());
      TileContent.clearAboveDiagonal(right.doubles());
      keep(call, 1, right.doubles(), lines, 3, call.output(4));
    } finally {
      right.writeBack();
    }
  }

  private void keep(Call call, int below, Tile kept, Tile lines, int line, Tile output) {
    DoubleTile triangles = DoubleTile.of(output, call.workspace());
    TileContent.clear(triangles.doubles());
    try {
      reflectors.keep(below, kept, lines, line, triangles.doubles(), call.workspace());
    } finally {
      triangles.writeBack();
    }
  }

  /** A block of columns of the product, on either side. */
  void ormbr(Call call) {
    int first = ReflectorKernels.firstColumn(call);
    Tile square = call.input(2);
    if (call.kernel().options().get(0).equals("Q")) {
      reflectors.apply(call, 0, columns -> TileContent.copyPartPadded(square, first, columns));
    } else {
      reflectors.apply(call, 1, columns -> TileContent.transposePart(square, first, columns));
    }
  }
}
