package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/**
 * The reflectors of one side of a {@link BandReduction}, applied to rows. Those at the same place
 * of consecutive sweeps lie a row apart, and make one block reflector {@code I - V T V^T}; blocks
 * of a group of sweeps are taken from the last place to the first. T is not formed: its inverse is
 * the upper triangle of {@code V^T V} with the inverses of tau on the diagonal.
 *
 * <p>Source for T: T. Joffrain, T. Low, E. Quintana-Orti, R. van de Geijn, F. Van Zee, Accumulating
 * Householder transformations, revisited, ACM Trans. Math. Softw. 32 (2006).
 *
 * @param <M> the matrices that it computes with
 */
final class ReflectorBlocks<M extends Block<M>> {
  /** The sweeps of a group. */
  static final int SWEEPS = 16;

  private final BandRoutines<M> routines;
  private final int width;
  private final M kept;
  private final M room;

  /**
   * Reflectors as the reduction left them.
   *
   * @param width the width of the band
   * @param room {@link #roomRows} rows and {@link #SWEEPS} columns
   */
  ReflectorBlocks(BandRoutines<M> routines, int width, M kept, M room) {
    this.routines = routines;
    this.width = width;
    this.kept = kept;
    this.room = room;
  }

  /** The rows of the room: V, the triangle and the product of V with the rows. */
  static int roomRows(int width, int order, int rows) {
    return vectorRows(width, order) + SWEEPS + rows;
  }

  private static int vectorRows(int width, int order) {
    return Math.min(order, width + SWEEPS - 1);
  }

  /** {@code C := C H}, where H is the product of the reflectors, the first one leftmost. */
  void applyRight(M c) {
    int sweeps = kept.columns() - 1;
    for (int s = 0; s < sweeps; s += SWEEPS) {
      int places = (sweeps - s + width - 1) / width;
      for (int place = places - 1; place >= 0; place--) {
        applyBlock(s, s + 1 + place * width, c);
      }
    }
  }

  /** The reflectors of the sweeps from s on of which the first begins at a row. */
  private void applyBlock(int s, int first, M c) {
    int n = kept.rows();
    int count = Math.min(Math.min(SWEEPS, n - 1 - s), n - first);
    int length = Math.min(width + count - 1, n - first);
    int top = vectorRows(width, n);
    M v = room.block(0, 0, length, count);
    M triangle = room.block(top, 0, count, count);
    M product = room.block(top + SWEEPS, 0, c.rows(), count);
    M part = c.block(0, first, c.rows(), length);
    M columns = kept.block(first, s, length, count);
    routines.vectors(columns, width, v);
    routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, v, v, 0.0, triangle);
    routines.inverseTaus(columns, triangle);
    // C(first:) -= (C(first:) V) T V^T
    routines.gemm(Op.NO_TRANS, Op.NO_TRANS, 1.0, part, v, 0.0, product);
    routines.solveUpper(triangle, product);
    routines.gemm(Op.NO_TRANS, Op.TRANS, -1.0, product, v, 1.0, part);
  }
}
