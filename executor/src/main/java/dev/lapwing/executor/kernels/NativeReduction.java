package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;

/** The reduction of a whole matrix to its diagonals, and the reflectors of it, by OpenBLAS. */
final class NativeReduction {
  /** Rows and columns of LAPACK's workspace; it asks for its block size, which is 32. */
  private static final int ROOM = 64;

  private final NativeRoutines routines;
  private final Recursion<NativeMatrix> recursion;

  NativeReduction(NativeRoutines routines, Recursion<NativeMatrix> recursion) {
    this.routines = routines;
    this.recursion = recursion;
  }

  /** {@link Blas#sytrd}. */
  void sytrd(NativeMatrix a, NativeMatrix lines, TilePool workspace) {
    int n = a.rows();
    Tile tile = workspace.allocate(n, ROOM);
    try (NativeView work = NativeView.of(tile)) {
      int info =
          OpenBlas.LAPACKE_dsytrd_work(
              NativeRoutines.COLUMN_MAJOR,
              (byte) 'L',
              n,
              a.address(),
              a.leading(),
              line(lines, 0),
              line(lines, 1),
              line(lines, 2),
              work.matrix().address(),
              n * ROOM);
      NativeRoutines.requireAccepted("sytrd", info);
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#gebrd}. */
  void gebrd(NativeMatrix a, NativeMatrix lines, TilePool workspace) {
    Tile tile = workspace.allocate(a.rows(), OnePassBidiagonal.LONG_LINES);
    try (NativeView room = NativeView.of(tile)) {
      gebrd(a, lines, room.matrix(), workspace);
    } finally {
      tile.release();
    }
  }

  private void gebrd(
      NativeMatrix a, NativeMatrix lines, NativeMatrix longRoom, TilePool workspace) {
    Tile tile = workspace.allocate(a.columns(), OnePassBidiagonal.SHORT_LINES);
    try (NativeView room = NativeView.of(tile)) {
      new OnePassBidiagonal(routines, a, lines, longRoom, room.matrix()).reduce();
    } finally {
      tile.release();
    }
  }

  private static long line(NativeMatrix lines, int column) {
    return lines.block(0, column, lines.rows(), 1).address();
  }

  /** {@link Blas#larft}. */
  void larft(int below, NativeMatrix kept, NativeMatrix triangles, TilePool workspace) {
    Tile tile = workspace.allocate(triangles.rows(), triangles.rows());
    try (NativeView room = NativeView.of(tile)) {
      reflectors(below, kept, triangles, room.matrix()).invertTriangles();
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#larfb}. */
  void larfb(
      int below, NativeMatrix kept, NativeMatrix triangles, NativeMatrix c, TilePool workspace) {
    int block = triangles.rows();
    Tile tile = workspace.allocate(block, block + c.columns());
    try (NativeView room = NativeView.of(tile)) {
      reflectors(below, kept, triangles, room.matrix()).applyLeft(c);
    } finally {
      tile.release();
    }
  }

  private ColumnReflectors<NativeMatrix> reflectors(
      int below, NativeMatrix kept, NativeMatrix triangles, NativeMatrix room) {
    var openBlas = new NativeBand(recursion, routines, room);
    return new ColumnReflectors<>(openBlas, below, kept, triangles, room);
  }
}
