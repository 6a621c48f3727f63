package dev.lapwing.executor.kernels;

/**
 * Where {@link PivotedRecursion} ends: plain loops over few columns.
 *
 * <p>The pivot is the first entry of the largest magnitude. A NaN counts as larger than anything,
 * so that it cannot hide: as a pivot it makes NaN of all that comes after it. A column that is
 * exactly zero is left as it is, and the elimination goes on with the next, as LAPACK does.
 */
final class SmallPanels {
  private SmallPanels() {}

  /**
   * Factors a matrix with no more columns than rows.
   *
   * @param pivots receives at {@code from + j} the row that row j is exchanged with
   */
  static void getrf(HeapMatrix a, int[] pivots, int from) {
    for (int j = 0; j < a.columns(); j++) {
      int pivot = largest(a.data(), a.at(j, j), a.rows() - j) + j;
      pivots[from + j] = pivot;
      if (a.get(pivot, j) != 0.0) {
        swap(a, j, pivot);
        eliminate(a, j);
      }
    }
  }

  /** Exchanges rows in all columns, as pivots say. */
  static void swapRows(HeapMatrix a, int[] pivots, int from, int count) {
    for (int column = 0; column < a.columns(); column++) {
      for (int j = 0; j < count; j++) {
        exchange(a.data(), a.at(j, column), a.at(pivots[from + j], column));
      }
    }
  }

  private static void swap(HeapMatrix a, int row, int other) {
    for (int column = 0; column < a.columns() && row != other; column++) {
      exchange(a.data(), a.at(row, column), a.at(other, column));
    }
  }

  private static void exchange(double[] data, int place, int other) {
    double kept = data[place];
    data[place] = data[other];
    data[other] = kept;
  }

  /** {@code l := a(j+1:, j) / a(j, j)}, and the columns after j without their part of it. */
  private static void eliminate(HeapMatrix a, int j) {
    int below = a.rows() - j - 1;
    double pivot = a.get(j, j);
    divide(a.data(), a.at(j, j) + 1, pivot, below);
    for (int column = j + 1; column < a.columns(); column++) {
      subtractMultiple(a.data(), a.at(j, column) + 1, a.get(j, column), a.at(j, j) + 1, below);
    }
  }

  private static int largest(double[] data, int from, int count) {
    int place = 0;
    double largest = -1;
    for (int i = 0; i < count; i++) {
      double size = Math.abs(data[from + i]);
      if (size > largest) {
        largest = size;
        place = i;
      } else if (Double.isNaN(size)) {
        return i;
      }
    }
    return place;
  }

  private static void subtractMultiple(double[] data, int y, double factor, int x, int count) {
    for (int i = 0; i < count; i++) {
      data[y + i] -= factor * data[x + i];
    }
  }

  private static void divide(double[] data, int x, double divisor, int count) {
    for (int i = 0; i < count; i++) {
      data[x + i] /= divisor;
    }
  }
}
