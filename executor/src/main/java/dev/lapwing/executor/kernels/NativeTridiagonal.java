package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;

/** What lies between a symmetric matrix and three diagonals, by OpenBLAS. */
final class NativeTridiagonal {
  /** Columns of LAPACK's workspace; it asks for its block size, which is 32. */
  private static final int ROOM = 64;

  private final NativeRoutines routines;
  private final Recursion<NativeMatrix> recursion;

  NativeTridiagonal(NativeRoutines routines, Recursion<NativeMatrix> recursion) {
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
              lines.address(),
              lines.block(0, 1, n, 1).address(),
              lines.block(0, 2, n, 1).address(),
              work.matrix().address(),
              n * ROOM);
      NativeRoutines.requireAccepted("sytrd", info);
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#larft}. */
  void larft(NativeMatrix kept, NativeMatrix triangles, TilePool workspace) {
    Tile tile = workspace.allocate(triangles.rows(), triangles.rows());
    try (NativeView room = NativeView.of(tile)) {
      reflectors(kept, triangles, room.matrix()).invertTriangles();
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#ormtr}. */
  void ormtr(NativeMatrix kept, NativeMatrix triangles, NativeMatrix c, TilePool workspace) {
    int block = triangles.rows();
    Tile tile = workspace.allocate(block, block + c.columns());
    try (NativeView room = NativeView.of(tile)) {
      reflectors(kept, triangles, room.matrix()).applyLeft(c);
    } finally {
      tile.release();
    }
  }

  private ColumnReflectors<NativeMatrix> reflectors(
      NativeMatrix kept, NativeMatrix triangles, NativeMatrix room) {
    var openBlas = new NativeBand(recursion, routines, room);
    return new ColumnReflectors<>(openBlas, kept, triangles, room);
  }
}
