package dev.lapwing;

import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.util.Arrays;

/** What is read off an LU factorization, tile by tile: its factors, its determinant, its order. */
final class LuParts {
  private final BigMatrix packed;
  private final BigMatrix order;
  private final MatrixWork work;

  LuParts(LuFactor factor, RunOptions options) {
    this.packed = factor.packed();
    this.order = factor.order();
    this.work = new MatrixWork(packed.lapwing(), options);
  }

  /** L or U as a matrix of its own. */
  Run<BigMatrix> triangle(Uplo uplo) {
    long least = Math.min(packed.rows(), packed.columns());
    boolean lower = uplo == Uplo.LOWER;
    Shape tile = packed.tileShape();
    TileGrid grid =
        lower
            ? TileGrid.of(packed.rows(), least, tile.rows(), tile.columns())
            : TileGrid.of(least, packed.columns(), tile.rows(), tile.columns());
    return work.derive(
        lower ? "lower" : "upper",
        packed,
        grid,
        (from, to, loop) -> copyTriangle(uplo, from.region(0, 0, grid), to, loop));
  }

  private static void copyTriangle(Uplo uplo, TileArray from, TileArray to, TileLoop loop)
      throws IOException {
    loop.forEach(
        to.grid(),
        (row, column) -> {
          Tile tile = to.allocate(row, column);
          Tile source = from.read(row, column);
          try {
            copyTriangle(uplo, Long.compare(row, column), source, tile);
            to.write(row, column, tile);
          } finally {
            source.release();
            tile.release();
          }
        });
  }

  /**
   * Copies the part of a tile that belongs to a triangle, and fills in the rest.
   *
   * @param side whether the tile lies above, on or below the diagonal: -1, 0 or 1
   */
  private static void copyTriangle(Uplo uplo, int side, Tile from, Tile to) {
    for (int j = 0; j < to.columns(); j++) {
      for (int i = 0; i < to.rows(); i++) {
        int place = side == 0 ? Integer.compare(i, j) : side;
        to.set(i, j, entry(uplo, place, from.get(i, j)));
      }
    }
  }

  private static double entry(Uplo uplo, int place, double value) {
    if (uplo == Uplo.UPPER) {
      return place <= 0 ? value : 0;
    }
    return place > 0 ? value : place == 0 ? 1 : 0;
  }

  /** The determinant of a square matrix. */
  Run<Determinant> determinant() {
    LuOperations.requireSquare("compute the determinant of", Operand.of(packed));
    return MatrixWork.reading(
        order,
        rows ->
            MatrixWork.reading(
                packed,
                factors ->
                    TileRun.start(
                        packed.lapwing().engine(),
                        "determinant",
                        loop ->
                            Determinant.product(
                                sign(numbers(rows, loop)), MatrixWork.diagonal(factors, loop)))));
  }

  /** The inverse permutation, in tiles like those of the permutation. */
  Run<BigMatrix> inverseOrder() {
    return work.derive(
        "inverse-order", order, order.grid(), (from, to, loop) -> writeInverse(from, to, loop));
  }

  private static void writeInverse(TileArray from, TileArray to, TileLoop loop) throws IOException {
    long[] numbers = numbers(from, loop);
    double[] inverse = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      inverse[(int) numbers[i]] = i;
    }
    loop.forEach(
        to.grid(),
        (row, column) -> {
          Tile tile = to.allocate(row, column);
          tile.entries().put(0, inverse, (int) to.grid().firstRow(row), tile.rows());
          to.write(row, column, tile);
          tile.release();
        });
  }

  /** The numbers in a column. */
  static long[] rowNumbers(BigMatrix column) {
    return Arrays.stream(column.toRowMajor()).mapToLong(number -> (long) number).toArray();
  }

  private static long[] numbers(TileArray column, TileLoop loop) throws IOException {
    long[] numbers = new long[Math.toIntExact(column.grid().rows().elements())];
    loop.forEach(
        column.grid(),
        (row, unused) -> {
          Tile tile = column.read(row, 0);
          for (int i = 0; i < tile.rows(); i++) {
            numbers[(int) column.grid().firstRow(row) + i] = (long) tile.get(i, 0);
          }
          tile.release();
        });
    return numbers;
  }

  /** 1 for an even permutation, -1 for an odd one: each cycle of even length is odd. */
  private static double sign(long[] permutation) {
    boolean[] seen = new boolean[permutation.length];
    double sign = 1;
    for (int start = 0; start < permutation.length; start++) {
      boolean odd = false;
      for (int i = (int) permutation[start]; !seen[i] && i != start; i = (int) permutation[i]) {
        seen[i] = true;
        odd = !odd;
      }
      sign = odd && !seen[start] ? -sign : sign;
      seen[start] = true;
    }
    return sign;
  }
}
