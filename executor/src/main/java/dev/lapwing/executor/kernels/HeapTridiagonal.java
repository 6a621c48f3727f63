package dev.lapwing.executor.kernels;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import org.netlib.util.intW;

/** What lies between a symmetric matrix and three diagonals, in Java; the reduction is netlib's. */
final class HeapTridiagonal {
  private final HeapBand routines;

  HeapTridiagonal(Recursion<HeapMatrix> recursion, HeapProduct product) {
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

  /** {@link Blas#larft}. */
  void larft(HeapMatrix kept, HeapMatrix triangles) {
    int block = triangles.rows();
    reflectors(kept, triangles, HeapMatrix.zeros(block, block)).invertTriangles();
  }

  /** {@link Blas#ormtr}. */
  void ormtr(HeapMatrix kept, HeapMatrix triangles, HeapMatrix c) {
    int block = triangles.rows();
    reflectors(kept, triangles, HeapMatrix.zeros(block, block + c.columns())).applyLeft(c);
  }

  private ColumnReflectors<HeapMatrix> reflectors(
      HeapMatrix kept, HeapMatrix triangles, HeapMatrix room) {
    return new ColumnReflectors<>(routines, kept, triangles, room);
  }
}
