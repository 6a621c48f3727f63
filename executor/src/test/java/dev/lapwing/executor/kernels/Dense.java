package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A column-major matrix on the heap with the textbook's loops: what kernels are compared with. */
record Dense(int rows, int columns, double[] values) {

  /** An entry from its row and column. */
  interface Entry {
    double at(int row, int column);
  }

  static Dense of(int rows, int columns, Entry entry) {
    double[] values = new double[rows * columns];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        values[i + j * rows] = entry.at(i, j);
      }
    }
    return new Dense(rows, columns, values);
  }

  static Dense zeros(int rows, int columns) {
    return new Dense(rows, columns, new double[rows * columns]);
  }

  static Dense identity(int order) {
    return of(order, order, (i, j) -> i == j ? 1 : 0);
  }

  /** Entries in [-1, 1) that depend on the shape and the seed alone. */
  static Dense random(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed * 1_000_003 + rows * 1009L + columns);
    return of(rows, columns, (i, j) -> random.nextDouble(-1, 1));
  }

  /** A symmetric positive definite matrix: {@code G G^T + n I} for a random G. */
  static Dense positiveDefinite(int order, long seed) {
    Dense g = random(order, order, seed);
    Dense product = g.times(g.transposed());
    return of(
        order, order, (i, j) -> product.get(Math.max(i, j), Math.min(i, j)) + (i == j ? order : 0));
  }

  /** A random triangle whose diagonal keeps its inverse moderate. */
  static Dense triangular(int order, boolean lower, long seed) {
    Dense full = random(order, order, seed);
    return full.triangle(lower)
        .map(
            (i, j, value) ->
                i == j ? Math.copySign(2 + Math.abs(value), value) : value / Math.sqrt(order));
  }

  static Dense of(Tile tile) {
    return new Dense(tile.rows(), tile.columns(), tile.entries().toArray());
  }

  double get(int row, int column) {
    return values[row + column * rows];
  }

  Dense with(int row, int column, double value) {
    return map((i, j, old) -> i == row && j == column ? value : old);
  }

  Dense transposed() {
    return of(columns, rows, (i, j) -> get(j, i));
  }

  /** This matrix, or its transpose if the letter says so. */
  Dense op(String letter) {
    return letter.equals("T") ? transposed() : this;
  }

  /** The lower or upper triangle or trapezoid, with zeros elsewhere. */
  Dense triangle(boolean lower) {
    return map((i, j, value) -> lower ? (i >= j ? value : 0) : (i <= j ? value : 0));
  }

  Dense unitDiagonal() {
    return map((i, j, value) -> i == j ? 1 : value);
  }

  Dense block(int row, int column, int blockRows, int blockColumns) {
    return of(blockRows, blockColumns, (i, j) -> get(row + i, column + j));
  }

  /** The matrix with zero rows added below, or rows cut off. */
  Dense withRows(int count) {
    return of(count, columns, (i, j) -> i < rows ? get(i, j) : 0);
  }

  /** This matrix above another one. */
  Dense above(Dense other) {
    return of(rows + other.rows, columns, (i, j) -> i < rows ? get(i, j) : other.get(i - rows, j));
  }

  /** Four columns at once: a product of order some hundreds is most of what many tests do. */
  Dense times(Dense other) {
    Dense product = zeros(rows, other.columns);
    int fours = columns - columns % 4;
    for (int j = 0; j < other.columns; j++) {
      for (int k = 0; k < fours; k += 4) {
        addFour(product.values, j * rows, k, other, j);
      }
      for (int k = fours; k < columns; k++) {
        addMultiple(product.values, j * rows, other.get(k, j), k * rows);
      }
    }
    return product;
  }

  private void addFour(double[] target, int to, int k, Dense other, int j) {
    double w = other.get(k, j);
    double x = other.get(k + 1, j);
    double y = other.get(k + 2, j);
    double z = other.get(k + 3, j);
    for (int i = 0, p = k * rows; i < rows; i++, p++) {
      target[to + i] +=
          values[p] * w
              + values[p + rows] * x
              + values[p + 2 * rows] * y
              + values[p + 3 * rows] * z;
    }
  }

  private void addMultiple(double[] target, int to, double factor, int from) {
    for (int i = 0; i < rows; i++) {
      target[to + i] += values[from + i] * factor;
    }
  }

  Dense plus(Dense other) {
    return combine(other, Double::sum);
  }

  Dense minus(Dense other) {
    return combine(other, (x, y) -> x - y);
  }

  Dense times(double factor) {
    return map(value -> factor * value);
  }

  Dense abs() {
    return map(Math::abs);
  }

  double largest() {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  Dense map(DoubleUnaryOperator operator) {
    return new Dense(rows, columns, Arrays.stream(values).map(operator).toArray());
  }

  private Dense combine(Dense other, DoubleBinaryOperator operator) {
    return map((i, j, value) -> operator.applyAsDouble(value, other.get(i, j)));
  }

  private Dense map(Change change) {
    return of(rows, columns, (i, j) -> change.apply(i, j, get(i, j)));
  }

  private interface Change {
    double apply(int row, int column, double value);
  }
}
