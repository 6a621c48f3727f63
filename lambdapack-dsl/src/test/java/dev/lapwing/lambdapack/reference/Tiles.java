package dev.lapwing.lambdapack.reference;

import dev.lapwing.lambdapack.Partition;

/** Dense matrices and their tiles, as {@code double[rows][columns]}. */
public final class Tiles {

  private Tiles() {}

  /** A matrix of zeros. */
  public static double[][] zeros(int rows, int columns) {
    return new double[rows][columns];
  }

  /** A copy with other dimensions: cut, or padded with zeros. */
  public static double[][] resized(double[][] matrix, int rows, int columns) {
    double[][] result = zeros(rows, columns);
    for (int i = 0; i < Math.min(rows, matrix.length); i++) {
      System.arraycopy(matrix[i], 0, result[i], 0, Math.min(columns, matrix[i].length));
    }
    return result;
  }

  /** A copy. */
  public static double[][] copy(double[][] matrix) {
    double[][] result = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      result[i] = matrix[i].clone();
    }
    return result;
  }

  /** The transpose of a matrix with at least one row, or with {@code columns} columns. */
  public static double[][] transposed(double[][] matrix, int columns) {
    double[][] result = zeros(columns, matrix.length);
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < columns; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }

  /** {@code c + alpha a b}, in place of {@code c}. */
  public static void multiplyAdd(double[][] c, double alpha, double[][] a, double[][] b) {
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < c[i].length; j++) {
          c[i][j] += alpha * a[i][k] * b[k][j];
        }
      }
    }
  }

  /** One tile of a matrix that is cut into tiles. */
  public static double[][] tile(
      double[][] matrix, Partition rows, Partition columns, long row, long column) {
    int top = Math.toIntExact(row * rows.tile());
    int left = Math.toIntExact(column * columns.tile());
    double[][] tile =
        zeros(Math.toIntExact(rows.length(row)), Math.toIntExact(columns.length(column)));
    for (int i = 0; i < tile.length; i++) {
      System.arraycopy(matrix[top + i], left, tile[i], 0, tile[i].length);
    }
    return tile;
  }

  /** Puts a tile in its place in a matrix. */
  public static void put(
      double[][] matrix,
      double[][] tile,
      Partition rows,
      Partition columns,
      long row,
      long column) {
    int top = Math.toIntExact(row * rows.tile());
    int left = Math.toIntExact(column * columns.tile());
    for (int i = 0; i < tile.length; i++) {
      System.arraycopy(tile[i], 0, matrix[top + i], left, tile[i].length);
    }
  }
}
