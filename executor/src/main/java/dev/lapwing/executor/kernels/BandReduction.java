package dev.lapwing.executor.kernels;

import java.util.List;

/**
 * The reduction of an upper band matrix to upper bidiagonal form by reflectors from both sides. A
 * sweep for each row: one reflector from the right leaves two entries of the row, and makes a bulge
 * below the diagonal; one from the left removes the first column of the bulge, and makes one beyond
 * the band; and so on, to the end of the matrix. The rest of the bulges is left to later sweeps,
 * whose windows lie one further.
 *
 * <p>Source: A. Haidar, J. Kurzak, P. Luszczek, An improved parallel singular value algorithm and
 * its implementation for multicore hardware, SC 2013.
 *
 * @param <M> the matrices that it computes with
 */
final class BandReduction<M extends Block<M>> {
  /**
   * The columns of the room: two vectors, and the products with the rows or columns of two windows.
   */
  static final int ROOM = 4;

  private final BandRoutines<M> routines;
  private final int width;
  private final M band;
  private final M v;
  private final M u;
  private final M work;

  /**
   * A reduction in place.
   *
   * @param width the number of diagonals above the main one
   * @param band the whole matrix, of which only the band and as much again on both sides is touched
   * @param room {@code width} rows and {@link #ROOM} columns that lie one behind the other
   */
  BandReduction(BandRoutines<M> routines, int width, M band, M room) {
    this.routines = routines;
    this.width = width;
    this.band = band;
    this.v = room.block(0, 0, width, 1);
    this.u = room.block(0, 1, width, 1);
    this.work = room.block(0, 2, 2 * width, 1);
  }

  /**
   * Reduces the matrix.
   *
   * @param kept nothing, or where the reflectors from the left and from the right go: column s of a
   *     square matrix of zeros takes those of sweep s
   */
  void reduce(List<M> kept) {
    for (int s = 0; s + 1 < band.rows(); s++) {
      sweep(s, kept);
    }
  }

  private void sweep(int s, List<M> kept) {
    int n = band.rows();
    int row = s;
    int first = s + 1;
    while (first < n) {
      int length = Math.min(width, n - first);
      int end = first + length;
      int beyond = Math.min(end + width, n);
      M right = v.block(0, 0, length, 1);
      M left = u.block(0, 0, length, 1);
      // A(row, first:end) := [x, 0, ..., 0]
      double tau = routines.reflect(band.block(row, first, 1, length), right);
      M below = band.block(row + 1, first, end - row - 1, length);
      routines.applyRight(below, right, tau, work);
      keep(kept, 1, right, tau, first, s);
      // A(first:end, first) := [x, 0, ..., 0]^T
      tau = routines.reflect(band.block(first, first, length, 1), left);
      M beside = band.block(first, first + 1, length, beyond - first - 1);
      routines.applyLeft(left, tau, beside, work);
      keep(kept, 0, left, tau, first, s);
      row = first;
      first = end;
    }
  }

  private void keep(List<M> kept, int side, M vector, double tau, int first, int s) {
    if (!kept.isEmpty()) {
      routines.keep(vector, tau, kept.get(side).block(first, s, vector.rows(), 1));
    }
  }
}
