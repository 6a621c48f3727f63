package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * The reduction of a matrix that is not wide to two diagonals without a band between, {@code
 * gebrd}, where the reflectors are wanted, and these applied to columns, {@code ormbr}. Both
 * compute in double precision, whatever the tiles have. Without reflectors {@link DenseKernels} are
 * faster.
 */
final class DenseVectorKernels<V extends TileView> {
  /** In doubles. */
  private static final int CACHE_LINE = 8;

  private final Blas<V> blas;
  private final ReflectorKernels<V> reflectors;

  DenseVectorKernels(Blas<V> blas) {
    this.blas = blas;
    this.reflectors = new ReflectorKernels<>(blas);
  }

  /** The two diagonals, the reflectors from the left and from the right, and their triangles. */
  void gebrd(Call call) {
    int m = call.output(1).rows();
    int n = call.output(0).rows();
    requireShapes(call, m, n);
    Tile lines = call.workspace().allocate(n, 4);
    Tile matrix = call.workspace().allocate(oddLines(m), n);
    TileContent.clear(lines);
    try {
      DenseKernels.loadColumns(call, m, matrix);
      try (V a = blas.update(matrix);
          V four = blas.update(lines)) {
        blas.gebrd(m, a, four, call.workspace());
      }
      TileContent.copyFirstColumns(lines, call.output(0), 2);
      keepLeft(call, matrix, lines);
      keepRight(call, matrix, lines);
    } finally {
      matrix.release();
      lines.release();
    }
  }

  /**
   * Columns an odd number of cache lines apart, so that a row is not all in a few of their sets.
   */
  private static int oddLines(int rows) {
    return CACHE_LINE * ((rows + CACHE_LINE - 1) / CACHE_LINE | 1);
  }

  private static void requireShapes(Call call, int m, int n) {
    DenseKernels.requireNotWide(m, n);
    call.require(call.output(1), m, n);
    call.require(call.output(2), n, n);
    call.require(call.output(3), call.output(3).rows(), n);
    call.require(call.output(4), call.output(4).rows(), n);
  }

  /** Those from the left, which LAPACK leaves below the diagonal. */
  private void keepLeft(Call call, Tile reduced, Tile lines) {
    DoubleTile left = DoubleTile.of(call.output(1), call.workspace());
    try {
      TileContent.copyPadded(reduced, left.doubles());
      TileContent.clearAboveDiagonal(left.doubles());
      keep(call, 0, left.doubles(), lines, 2, call.output(3));
    } finally {
      left.writeBack();
    }
  }

  /** Those from the right, which it leaves as rows above. */
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
      reflectors.apply(call, 0, columns -> TileContent.copyPart(square, first, columns));
    } else {
      reflectors.apply(call, 1, columns -> TileContent.transposePart(square, first, columns));
    }
  }
}
