package dev.lapwing.executor.kernels;

/** A tile in the memory where one {@link Blas} computes: its own, or a copy on the heap. */
interface TileView extends AutoCloseable {

  /** The number of rows. */
  int rows();

  /** The number of columns. */
  int columns();

  /** Ends the use. A copy that was taken for writing goes back to its tile. */
  @Override
  void close();
}
