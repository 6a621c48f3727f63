package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.function.Consumer;

/**
 * The reflectors of a whole matrix that one task has reduced to diagonals, as {@link
 * ColumnReflectors} has them: what {@code sytrd} and {@code gebrd} keep, and {@code ormtr} and
 * {@code ormbr} apply.
 */
final class ReflectorKernels<V extends TileView> {
  private final Blas<V> blas;

  ReflectorKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /**
   * Completes reflectors that LAPACK has left.
   *
   * @param below how many rows below the diagonal they begin
   * @param lines columns of vectors, of which {@code line} is that of the taus
   * @param triangles zeros; receives the inverses of the triangular factors
   */
  void keep(int below, Tile kept, Tile lines, int line, Tile triangles, TilePool workspace) {
    for (int j = 0; j < Math.min(kept.columns(), kept.rows() - below); j++) {
      kept.set(j + below, j, 1 / lines.get(j, line));
    }
    try (V h = blas.read(kept);
        V t = blas.update(triangles)) {
      blas.larft(below, h, t, workspace);
    }
  }

  /**
   * Applies inputs 0 and 1, reflectors and triangles, to the columns that a loader takes from input
   * 2.
   */
  void apply(Call call, int below, Consumer<Tile> loader) {
    Tile reflectors = call.input(0);
    call.require(reflectors, call.output(0).rows(), reflectors.columns());
    call.require(call.input(1), call.input(1).rows(), reflectors.columns());
    call.require(call.input(2), reflectors.columns(), reflectors.columns());
    DoubleTile kept = DoubleTile.copyOf(reflectors, call.workspace());
    DoubleTile triangles = DoubleTile.copyOf(call.input(1), call.workspace());
    DoubleTile columns = DoubleTile.of(call.output(0), call.workspace());
    loader.accept(columns.doubles());
    call.operands().done(2, 0);
    try (V h = blas.read(kept.doubles());
        V t = blas.read(triangles.doubles());
        V c = blas.update(columns.doubles())) {
      blas.larfb(below, h, t, c, call.workspace());
    } finally {
      kept.drop();
      triangles.drop();
      columns.writeBack();
    }
    call.operands().done(0, 0);
    call.operands().done(1, 0);
  }

  /** The first column of the block that output 0 is, of a square that input 2 is. */
  static int firstColumn(Call call) {
    int columns = call.output(0).columns();
    boolean last = call.scalar(0) + 1 == call.scalar(1);
    // all blocks are equally wide, except the last
    return last
        ? call.input(2).columns() - columns
        : Math.toIntExact(Math.round(call.scalar(0)) * columns);
  }
}
