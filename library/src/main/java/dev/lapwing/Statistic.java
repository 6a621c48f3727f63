package dev.lapwing;

import dev.lapwing.lambdapack.Axis;
import java.util.Map;

/** What rows, columns or whole matrices are reduced to. */
enum Statistic {
  SUM("sum", "sums"),
  MEAN("mean", "means"),
  MIN("minimum", "minima"),
  MAX("maximum", "maxima");

  private static final Map<Axis, String> PREFIX =
      Map.of(Axis.ROWS, "row-", Axis.COLUMNS, "column-");

  private final String one;
  private final String many;

  Statistic(String one, String many) {
    this.one = one;
    this.many = many;
  }

  /** The program for a whole matrix. */
  String program() {
    return one;
  }

  /** The program for every row or column. */
  String program(Axis axis) {
    return PREFIX.get(axis) + many;
  }

  /** Refuses what nothing has: only the sum of no numbers is one. */
  void requireEntries(long count, Shape shape) {
    if (count == 0 && this != SUM) {
      throw new IllegalArgumentException(
          "no entries have no %s, and the matrix is %s".formatted(one, shape));
    }
  }
}
