package dev.lapwing.executor.kernels;

import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.List;

/** What lies between a band and its singular values, by OpenBLAS. */
final class NativeBidiagonal {
  private final NativeRoutines routines;
  private final Recursion<NativeMatrix> recursion;

  NativeBidiagonal(NativeRoutines routines, Recursion<NativeMatrix> recursion) {
    this.routines = routines;
    this.recursion = recursion;
  }

  /** {@link Blas#gbbrd}. */
  void gbbrd(int width, NativeMatrix band, List<NativeMatrix> kept, TilePool workspace) {
    Tile tile = workspace.allocate(width, BandReduction.ROOM + 2);
    TileContent.clear(tile);
    try (NativeView view = NativeView.of(tile)) {
      NativeMatrix room = view.matrix();
      NativeMatrix spare = room.block(0, BandReduction.ROOM, width, 2);
      var openBlas = new NativeBand(recursion, routines, spare);
      new BandReduction<>(openBlas, width, whole(width, band), room).reduce(kept);
    } finally {
      tile.release();
    }
  }

  /** The matrix that a band is part of: a step to the right is one in storage, less a row. */
  private static NativeMatrix whole(int width, NativeMatrix band) {
    NativeMatrix diagonal = band.block(BandStorage.diagonal(width), 0, 1, 1);
    return new NativeMatrix(
        Precision.FLOAT64, diagonal.address(), band.columns(), band.columns(), band.leading() - 1);
  }

  /** {@link Blas#sbtrd}. */
  void sbtrd(int width, NativeMatrix band, List<NativeMatrix> kept, TilePool workspace) {
    Tile tile = workspace.allocate(width, BandReduction.ROOM + 2);
    TileContent.clear(tile);
    int n = band.columns();
    var whole = new NativeMatrix(Precision.FLOAT64, band.address(), n, n, band.leading() - 1);
    try (NativeView view = NativeView.of(tile)) {
      NativeMatrix room = view.matrix();
      NativeMatrix spare = room.block(0, BandReduction.ROOM, width, 2);
      var openBlas = new NativeBand(recursion, routines, spare);
      new TridiagonalReduction<>(openBlas, width, whole, room).reduce(kept);
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#sterf}. */
  int sterf(NativeMatrix two) {
    int n = two.rows();
    int info = OpenBlas.LAPACKE_dsterf_work(n, two.address(), two.block(0, 1, n, 1).address());
    return NativeRoutines.requireAccepted("sterf", info);
  }

  /** {@link Blas#stedc}. */
  int stedc(NativeMatrix two, NativeMatrix vectors, TilePool workspace) {
    int n = two.rows();
    int doubles = Math.addExact(Math.multiplyExact(n, n), 4 * n + 1);
    int integers = 5 * n + 3;
    Tile tile = workspace.allocate(doubles + (integers + 1) / 2, 1);
    try (NativeView view = NativeView.of(tile)) {
      long work = view.matrix().address();
      int info =
          OpenBlas.LAPACKE_dstedc_work(
              NativeRoutines.COLUMN_MAJOR,
              (byte) 'I',
              n,
              two.address(),
              two.block(0, 1, n, 1).address(),
              vectors.address(),
              vectors.leading(),
              work,
              doubles,
              work + (long) Double.BYTES * doubles,
              integers);
      return NativeRoutines.requireAccepted("stedc", info);
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#ge2gb}. */
  void ge2gb(int width, NativeMatrix a, TilePool workspace) {
    Tile columns = workspace.allocate(a.rows(), 3 * width);
    Tile squares = workspace.allocate(width, 2 * width);
    TileContent.clear(squares);
    try (NativeView room = NativeView.of(columns);
        NativeView small = NativeView.of(squares)) {
      var openBlas = new NativeBand(recursion, routines, small.matrix());
      new DenseReduction<>(openBlas, width, a, room.matrix(), small.matrix()).reduce();
    } finally {
      columns.release();
      squares.release();
    }
  }

  /** {@link Blas#ormbr}. */
  void ormbr(int width, NativeMatrix kept, NativeMatrix c, TilePool workspace) {
    int rows = ReflectorBlocks.roomRows(width, kept.rows(), c.rows());
    Tile tile = workspace.allocate(rows, ReflectorBlocks.SWEEPS);
    try (NativeView view = NativeView.of(tile)) {
      NativeMatrix room = view.matrix();
      new ReflectorBlocks<>(new NativeBand(recursion, routines, room), width, kept, room)
          .applyRight(c);
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#bdsqr}. */
  int bdsqr(NativeMatrix two, TilePool workspace) {
    int n = two.rows();
    Tile tile = workspace.allocate(4, n);
    try (NativeView work = NativeView.of(tile)) {
      int info =
          OpenBlas.LAPACKE_dbdsqr_work(
              NativeRoutines.COLUMN_MAJOR,
              (byte) 'U',
              n,
              0,
              0,
              0,
              two.address(),
              two.block(0, 1, n, 1).address(),
              two.address(),
              1,
              two.address(),
              n,
              two.address(),
              1,
              work.matrix().address());
      return NativeRoutines.requireAccepted("bdsqr", info);
    } finally {
      tile.release();
    }
  }

  /** {@link Blas#bdsdc}. */
  int bdsdc(NativeMatrix two, NativeMatrix u, NativeMatrix vt, TilePool workspace) {
    int n = two.rows();
    Tile tile = workspace.allocate(3 * n + 8, n);
    try (NativeView view = NativeView.of(tile)) {
      NativeMatrix work = view.matrix();
      long integers = work.block(0, 0, 1, 1).address() + (3L * n + 4) * n * Double.BYTES;
      int info =
          OpenBlas.LAPACKE_dbdsdc_work(
              NativeRoutines.COLUMN_MAJOR,
              (byte) 'U',
              (byte) 'I',
              n,
              two.address(),
              two.block(0, 1, n, 1).address(),
              u.address(),
              u.leading(),
              vt.address(),
              vt.leading(),
              work.address(),
              integers,
              work.address(),
              integers);
      return NativeRoutines.requireAccepted("bdsdc", info);
    } finally {
      tile.release();
    }
  }
}
