package dev.lapwing.executor.kernels;

import com.sun.jna.Pointer;

/**
 * {@link SmallPanels} on native memory. Few columns are factored in a copy on the heap, because
 * OpenBLAS's own search for a pivot does not say what it finds among NaNs, and may go beyond the
 * matrix; rows are exchanged by OpenBLAS.
 */
final class NativePanels {
  private final HeapArrays arrays = new HeapArrays();

  /** {@link BlockRoutines#getrf}. */
  void getrf(NativeMatrix a, int[] pivots, int from) {
    int rows = a.rows();
    double[] data = arrays.take(rows * a.columns());
    HeapMatrix copy = new HeapMatrix(data, 0, rows, a.columns(), Math.max(1, rows));
    Pointer memory = new Pointer(a.address());
    for (int j = 0; j < a.columns(); j++) {
      memory.read(column(a, j), data, j * rows, rows);
    }
    SmallPanels.getrf(copy, pivots, from);
    for (int j = 0; j < a.columns(); j++) {
      memory.write(column(a, j), data, j * rows, rows);
    }
    arrays.giveBack(data);
  }

  /** {@link BlockRoutines#swapRows}. */
  void swapRows(NativeMatrix a, int[] pivots, int from, int count) {
    int[] fromOne = new int[count];
    for (int j = 0; j < count; j++) {
      fromOne[j] = pivots[from + j] + 1;
    }
    int info =
        OpenBlas.LAPACKE_dlaswp_work(
            NativeRoutines.COLUMN_MAJOR,
            a.columns(),
            a.address(),
            a.leading(),
            1,
            count,
            fromOne,
            1);
    NativeRoutines.requireAccepted("dlaswp", info);
  }

  private static long column(NativeMatrix a, int j) {
    return (long) Double.BYTES * j * a.leading();
  }
}
