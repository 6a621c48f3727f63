package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Op;

/**
 * The reflectors of a {@code sytrd} or a {@code gebrd}, in blocks {@code I - V T V^T} of as many as
 * the triangles have rows; that of column j begins in row j, or a row below. T is not formed: its
 * inverse is the upper triangle of {@code V^T V} with the inverses of tau on the diagonal, as in
 * {@link ReflectorBlocks}.
 *
 * @param <M> the matrices that it computes with
 */
final class ColumnReflectors<M extends Block<M>> {
  private final BandRoutines<M> routines;
  private final int below;
  private final M kept;
  private final M triangles;
  private final M room;

  /**
   * Reflectors as {@link BandRoutines#keep} leaves them.
   *
   * @param below 0 if the first one begins in the first row, 1 if in the second
   * @param triangles the inverse of T of the block that begins with column s, from column s on
   * @param room as many rows and columns as the triangles have rows, and behind it as many columns
   *     as those that reflectors are applied to
   */
  ColumnReflectors(BandRoutines<M> routines, int below, M kept, M triangles, M room) {
    this.routines = routines;
    this.below = below;
    this.kept = kept;
    this.triangles = triangles;
    this.room = room;
  }

  /** Computes the triangles. */
  void invertTriangles() {
    for (int s = 0; s < reflectors(); s += triangles.rows()) {
      M top = top(s);
      M rest = rest(s);
      M triangle = triangle(s);
      routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, top, top, 0.0, triangle);
      routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, rest, rest, 1.0, triangle);
      routines.inverseTaus(kept.block(s + below, s, top.rows(), top.rows()), triangle);
    }
  }

  /** {@code C := H C}, where H is the product of the reflectors, the first one leftmost. */
  void applyLeft(M c) {
    int block = triangles.rows();
    for (int s = (reflectors() - 1) / block * block; s >= 0; s -= block) {
      M top = top(s);
      M rest = rest(s);
      int count = top.rows();
      M first = c.block(s + below, 0, count, c.columns());
      M others = c.block(s + below + count, 0, rest.rows(), c.columns());
      M product = room.block(0, block, count, c.columns());
      // C(s+below:) -= V T (V^T C(s+below:))
      routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, top, first, 0.0, product);
      routines.gemm(Op.TRANS, Op.NO_TRANS, 1.0, rest, others, 1.0, product);
      routines.solveUpperLeft(triangle(s), product);
      routines.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, top, product, 1.0, first);
      routines.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, rest, product, 1.0, others);
    }
  }

  /** The first rows of V, with the ones and zeros that are not kept. */
  private M top(int s) {
    int count = count(s);
    M top = room.block(0, 0, count, count);
    routines.vectors(kept.block(s + below, s, count, count), count, top);
    return top;
  }

  private M rest(int s) {
    int first = s + below + count(s);
    return kept.block(first, s, kept.rows() - first, count(s));
  }

  private M triangle(int s) {
    return triangles.block(0, s, count(s), count(s));
  }

  private int count(int s) {
    return Math.min(triangles.rows(), reflectors() - s);
  }

  private int reflectors() {
    return Math.min(kept.columns(), kept.rows() - below);
  }
}
