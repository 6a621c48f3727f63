package dev.lapwing.executor.kernels;

/**
 * A column-major matrix in native memory, or a block of one. Whoever uses it keeps the memory
 * alive.
 *
 * @param address where its first entry lies
 * @param leading the distance between columns, in doubles; at least one
 */
record NativeMatrix(long address, int rows, int columns, int leading)
    implements Block<NativeMatrix> {

  @Override
  public NativeMatrix block(int row, int column, int blockRows, int blockColumns) {
    long skipped = row + (long) column * leading;
    return new NativeMatrix(address + Double.BYTES * skipped, blockRows, blockColumns, leading);
  }
}
