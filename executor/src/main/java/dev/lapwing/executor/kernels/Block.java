package dev.lapwing.executor.kernels;

/**
 * A matrix in memory that it may share with a larger one.
 *
 * @param <M> the kind of matrix that its blocks are
 */
interface Block<M> {

  /** The number of rows. */
  int rows();

  /** The number of columns. */
  int columns();

  /** The block of a shape whose first entry is at a row and a column; shared, not a copy. */
  M block(int row, int column, int blockRows, int blockColumns);
}
