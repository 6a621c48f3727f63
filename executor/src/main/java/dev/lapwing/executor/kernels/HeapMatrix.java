package dev.lapwing.executor.kernels;

/**
 * A column-major matrix in a heap array, or a block of one.
 *
 * @param data the array that holds it
 * @param offset the place of its first entry
 * @param leading the distance between columns
 */
record HeapMatrix(double[] data, int offset, int rows, int columns, int leading)
    implements Block<HeapMatrix> {

  /** A matrix of zeros. */
  static HeapMatrix zeros(int rows, int columns) {
    return new HeapMatrix(new double[rows * columns], 0, rows, columns, Math.max(1, rows));
  }

  @Override
  public HeapMatrix block(int row, int column, int blockRows, int blockColumns) {
    return new HeapMatrix(data, at(row, column), blockRows, blockColumns, leading);
  }

  /** Where an entry lies in the array. */
  int at(int row, int column) {
    return offset + row + column * leading;
  }

  double get(int row, int column) {
    return data[at(row, column)];
  }

  void set(int row, int column, double value) {
    data[at(row, column)] = value;
  }

  /** {@code this := other}. */
  void assign(HeapMatrix other) {
    for (int j = 0; j < columns; j++) {
      System.arraycopy(other.data, other.at(0, j), data, at(0, j), rows);
    }
  }

  /** {@code this := this - other}. */
  void subtract(HeapMatrix other) {
    for (int j = 0; j < columns; j++) {
      int to = at(0, j);
      int from = other.at(0, j);
      for (int i = 0; i < rows; i++) {
        data[to + i] -= other.data[from + i];
      }
    }
  }

  /** {@code this := factor this}; with a factor of zero, the content is not looked at. */
  void scale(double factor) {
    for (int j = 0; j < columns; j++) {
      for (int i = at(0, j); i < at(0, j) + rows; i++) {
        data[i] = factor == 0.0 ? 0.0 : factor * data[i];
      }
    }
  }
}
