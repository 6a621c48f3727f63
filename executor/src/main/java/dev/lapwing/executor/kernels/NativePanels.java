package dev.lapwing.executor.kernels;

import com.sun.jna.Pointer;
import dev.lapwing.state.Precision;

/**
 * {@link SmallPanels} on native memory. Few columns are factored in a copy on the heap, because
 * OpenBLAS's own search for a pivot does not say what it finds among NaNs, and may go beyond the
 * matrix; rows are exchanged by OpenBLAS.
 */
final class NativePanels {
  private final HeapArrays arrays = new HeapArrays();
  private final Precision precision;
  private final NativeFunctions functions;

  NativePanels(Precision precision, NativeFunctions functions) {
    this.precision = precision;
    this.functions = functions;
  }

  /** {@link BlockRoutines#getrf}. */
  void getrf(NativeMatrix a, int[] pivots, int from) {
    int rows = a.rows();
    double[] data = arrays.take(rows * a.columns());
    HeapMatrix copy = new HeapMatrix(data, 0, rows, a.columns(), Math.max(1, rows));
    Pointer memory = new Pointer(a.address());
    for (int j = 0; j < a.columns(); j++) {
      read(memory, column(a, j), data, j * rows, rows);
    }
    SmallPanels.getrf(copy, pivots, from);
    for (int j = 0; j < a.columns(); j++) {
      write(memory, column(a, j), data, j * rows, rows);
    }
    arrays.giveBack(data);
  }

  /** {@link BlockRoutines#swapRows}. */
  void swapRows(NativeMatrix a, int[] pivots, int from, int count) {
    int[] fromOne = new int[count];
    for (int j = 0; j < count; j++) {
      fromOne[j] = pivots[from + j] + 1;
    }
    int info = functions.laswp(a.columns(), a.address(), a.leading(), 1, count, fromOne, 1);
    NativeRoutines.requireAccepted("laswp", info);
  }

  private void read(Pointer memory, long offset, double[] into, int first, int count) {
    if (precision == Precision.FLOAT64) {
      memory.read(offset, into, first, count);
      return;
    }
    float[] column = memory.getFloatArray(offset, count);
    for (int x = 0; x < count; x++) {
      into[first + x] = column[x];
    }
  }

  private void write(Pointer memory, long offset, double[] from, int first, int count) {
    if (precision == Precision.FLOAT64) {
      memory.write(offset, from, first, count);
      return;
    }
    float[] column = new float[count];
    for (int x = 0; x < count; x++) {
      column[x] = (float) from[first + x];
    }
    memory.write(offset, column, 0, count);
  }

  private static long column(NativeMatrix a, int j) {
    return (long) a.precision().bytes() * j * a.leading();
  }
}
