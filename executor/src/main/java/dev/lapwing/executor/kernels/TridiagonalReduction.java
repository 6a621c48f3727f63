package dev.lapwing.executor.kernels;

import java.util.List;

/**
 * The reduction of a symmetric band matrix, given by its lower triangle, to tridiagonal form. A
 * sweep for each column: a reflector removes all but one of the entries below the diagonal, and
 * makes a bulge below the band, of which the next one removes the first column; and so on, to the
 * end of the matrix. The rest of the bulges is left to later sweeps, whose windows lie one further.
 *
 * <p>Source: C. Bischof, B. Lang, X. Sun, A framework for symmetric band reduction, ACM Trans.
 * Math. Softw. 26 (2000).
 *
 * @param <M> the matrices that it computes with
 */
final class TridiagonalReduction<M extends Block<M>> {
  private final BandRoutines<M> routines;
  private final int width;
  private final M band;
  private final M v;
  private final M work;

  /**
   * A reduction in place.
   *
   * @param width the number of diagonals below the main one
   * @param band the whole matrix, of which only the band and as much again below it is touched
   * @param room {@code width} rows and {@link BandReduction#ROOM} columns
   */
  TridiagonalReduction(BandRoutines<M> routines, int width, M band, M room) {
    this.routines = routines;
    this.width = width;
    this.band = band;
    this.v = room.block(0, 0, width, 1);
    this.work = room.block(0, 2, 2 * width, 1);
  }

  /**
   * Reduces the matrix.
   *
   * @param kept nothing, or where the reflectors go: column s of a square matrix of zeros takes
   *     those of sweep s
   */
  void reduce(List<M> kept) {
    for (int s = 0; s + 1 < band.rows(); s++) {
      sweep(s, kept);
    }
  }

  private void sweep(int s, List<M> kept) {
    int n = band.rows();
    int column = s;
    int first = s + 1;
    while (first < n) {
      int length = Math.min(width, n - first);
      int end = first + length;
      M reflector = v.block(0, 0, length, 1);
      // A(first:end, column) := [x, 0, ..., 0]^T
      double tau = routines.reflect(band.block(first, column, length, 1), reflector);
      if (column > s) {
        M beside = band.block(first, column + 1, length, first - column - 1);
        routines.applyLeft(reflector, tau, beside, work);
      }
      routines.applyBoth(reflector, tau, band.block(first, first, length, length), work);
      M below = band.block(end, first, Math.min(width, n - end), length);
      routines.applyRight(below, reflector, tau, work);
      for (M columns : kept) {
        routines.keep(reflector, tau, columns.block(first, s, length, 1));
      }
      column = first;
      first = end;
    }
  }
}
