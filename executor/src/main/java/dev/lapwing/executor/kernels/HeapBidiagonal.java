package dev.lapwing.executor.kernels;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.List;
import org.netlib.util.intW;

/** What lies between a band and its singular values, in Java; the iterations are netlib's. */
final class HeapBidiagonal {
  private final HeapBand routines;

  HeapBidiagonal(Recursion<HeapMatrix> recursion, HeapProduct product) {
    this.routines = new HeapBand(recursion, product);
  }

  /** {@link Blas#gbbrd}. */
  void gbbrd(int width, HeapMatrix band, List<HeapMatrix> kept) {
    HeapMatrix room = HeapMatrix.zeros(width, BandReduction.ROOM);
    new BandReduction<>(routines, width, whole(width, band), room).reduce(kept);
  }

  /** The matrix that a band is part of: a step to the right is one in storage, less a row. */
  private static HeapMatrix whole(int width, HeapMatrix band) {
    int n = band.columns();
    int diagonal = band.at(BandStorage.diagonal(width), 0);
    return new HeapMatrix(band.data(), diagonal, n, n, band.leading() - 1);
  }

  /** {@link Blas#sbtrd}. */
  void sbtrd(int width, HeapMatrix band, List<HeapMatrix> kept) {
    HeapMatrix room = HeapMatrix.zeros(width, BandReduction.ROOM);
    int n = band.columns();
    var whole = new HeapMatrix(band.data(), band.offset(), n, n, band.leading() - 1);
    new TridiagonalReduction<>(routines, width, whole, room).reduce(kept);
  }

  /** {@link Blas#sterf}. */
  int sterf(HeapMatrix two) {
    var info = new intW(0);
    lapack().dsterf(two.rows(), two.data(), two.at(0, 0), two.data(), two.at(0, 1), info);
    return NativeRoutines.requireAccepted("sterf", info.val);
  }

  /** {@link Blas#stedc}. */
  int stedc(HeapMatrix two, HeapMatrix vectors) {
    int n = two.rows();
    // LAPACK 3.1 asks for more, as it counts the levels of its recursion
    int doubles = 1 + 4 * n + 2 * n * (33 - Integer.numberOfLeadingZeros(n)) + 4 * n * n;
    int integers = 6 + 6 * n + 5 * n * (33 - Integer.numberOfLeadingZeros(n));
    var info = new intW(0);
    lapack()
        .dstedc(
            "I",
            n,
            two.data(),
            two.at(0, 0),
            two.data(),
            two.at(0, 1),
            vectors.data(),
            vectors.at(0, 0),
            vectors.leading(),
            new double[doubles],
            0,
            doubles,
            new int[integers],
            0,
            integers,
            info);
    return NativeRoutines.requireAccepted("stedc", info.val);
  }

  /** {@link Blas#ge2gb}. */
  void ge2gb(int width, HeapMatrix a) {
    HeapMatrix room = HeapMatrix.zeros(a.rows(), 3 * width);
    HeapMatrix small = HeapMatrix.zeros(width, 2 * width);
    new DenseReduction<>(routines, width, a, room, small).reduce();
  }

  /** {@link Blas#ormbr}. */
  void ormbr(int width, HeapMatrix kept, HeapMatrix c) {
    int rows = ReflectorBlocks.roomRows(width, kept.rows(), c.rows());
    HeapMatrix room = HeapMatrix.zeros(rows, ReflectorBlocks.SWEEPS);
    new ReflectorBlocks<>(routines, width, kept, room).applyRight(c);
  }

  /** {@link Blas#bdsqr}. */
  int bdsqr(HeapMatrix two) {
    int n = two.rows();
    double[] none = new double[1];
    var info = new intW(0);
    lapack()
        .dbdsqr(
            "U",
            n,
            0,
            0,
            0,
            two.data(),
            two.at(0, 0),
            two.data(),
            two.at(0, 1),
            none,
            0,
            1,
            none,
            0,
            Math.max(1, n),
            none,
            0,
            1,
            new double[4 * n],
            0,
            info);
    return NativeRoutines.requireAccepted("bdsqr", info.val);
  }

  /** {@link Blas#bdsdc}. */
  int bdsdc(HeapMatrix two, HeapMatrix u, HeapMatrix vt) {
    int n = two.rows();
    var info = new intW(0);
    lapack()
        .dbdsdc(
            "U",
            "I",
            n,
            two.data(),
            two.at(0, 0),
            two.data(),
            two.at(0, 1),
            u.data(),
            u.at(0, 0),
            u.leading(),
            vt.data(),
            vt.at(0, 0),
            vt.leading(),
            new double[1],
            0,
            new int[1],
            0,
            new double[(3 * n + 4) * n],
            0,
            new int[8 * n],
            0,
            info);
    return NativeRoutines.requireAccepted("bdsdc", info.val);
  }

  /** Not before it is needed: few classes are as large. */
  private static LAPACK lapack() {
    return JavaLAPACK.getInstance();
  }
}
