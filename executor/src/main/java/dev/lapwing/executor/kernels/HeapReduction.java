package dev.lapwing.executor.kernels;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/**
 * The reduction of a whole matrix to its diagonals, and the reflectors of it, in Java; the
 * reduction is netlib's.
 */
final class HeapReduction {
  private final HeapBand routines;

  HeapReduction(Recursion<HeapMatrix> recursion, HeapProduct product) {
    this.routines = new HeapBand(recursion, product);
  }

  /** {@link Blas#sytrd}. */
  void sytrd(HeapMatrix a, HeapMatrix lines) {
    int n = a.rows();
    double[] work = new double[64 * n];
    var info = new intW(0);
    JavaLAPACK.getInstance()
        .dsytrd(
            "L",
            n,
            a.data(),
            a.offset(),
            a.leading(),
            lines.data(),
            lines.at(0, 0),
            lines.data(),
            lines.at(0, 1),
            lines.data(),
            lines.at(0, 2),
            work,
            0,
            work.length,
            info);
    NativeRoutines.requireAccepted("sytrd", info.val);
  }

  /** {@link Blas#gebrd}. */
  void gebrd(HeapMatrix a, HeapMatrix lines) {
    double[] work = new double[64 * (a.rows() + a.columns())];
    var info = new intW(0);
    JavaLAPACK.getInstance()
        .dgebrd(
            a.rows(),
            a.columns(),
            a.data(),
            a.offset(),
            a.leading(),
            lines.data(),
            lines.at(0, 0),
            lines.data(),
            lines.at(0, 1),
            lines.data(),
            lines.at(0, 2),
            lines.data(),
            lines.at(0, 3),
            work,
            0,
            work.length,
            info);
    NativeRoutines.requireAccepted("gebrd", info.val);
  }

  /** {@link Blas#larft}. */
  void larft(int below, HeapMatrix kept, HeapMatrix triangles) {
    int block = triangles.rows();
    reflectors(below, kept, triangles, HeapMatrix.zeros(block, block)).invertTriangles();
  }

  /** {@link Blas#larfb}. */
  void larfb(int below, HeapMatrix kept, HeapMatrix triangles, HeapMatrix c) {
    int block = triangles.rows();
    HeapMatrix room = HeapMatrix.zeros(block, block + c.columns());
    reflectors(below, kept, triangles, room).applyLeft(c);
  }

  private ColumnReflectors<HeapMatrix> reflectors(
      int below, HeapMatrix kept, HeapMatrix triangles, HeapMatrix room) {
    return new ColumnReflectors<>(routines, below, kept, triangles, room);
  }
}
