package dev.lapwing.executor.kernels;

import dev.lapwing.state.Precision;

/**
 * A column-major matrix in native memory, or a block of one. Whoever uses it keeps the memory
 * alive.
 *
 * @param precision how its entries are kept
 * @param address where its first entry lies
 * @param leading the distance between columns, in entries; at least one
 */
record NativeMatrix(Precision precision, long address, int rows, int columns, int leading)
    implements Block<NativeMatrix> {

  /** The distance between the entries of one row or one column. */
  int stride() {
    return rows == 1 ? leading : 1;
  }

  @Override
  public NativeMatrix block(int row, int column, int blockRows, int blockColumns) {
    long skipped = row + (long) column * leading;
    return new NativeMatrix(
        precision, address + precision.bytes() * skipped, blockRows, blockColumns, leading);
  }
}
