package dev.lapwing;

import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.util.Arrays;

/** What is read off an LU factorization: its factors, its determinant, its order. */
final class LuParts {
  private final BigMatrix packed;
  private final BigMatrix order;
  private final RunOptions options;

  LuParts(LuFactor factor, RunOptions options) {
    this.packed = factor.packed();
    this.order = factor.order();
    this.options = options;
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
    return packed
        .lapwing()
        .operations()
        .entries()
        .triangle(lower, Operand.of(packed).region(0, 0, grid))
        .only(lower ? "L" : "U", options);
  }

  /** The determinant of a square matrix. */
  Run<Determinant> determinant() {
    LuOperations.requireSquare("compute the determinant of", Operand.of(packed));
    BigMatrix rows = order.view();
    Run<Determinant> run =
        new MappedRun<>(
            packed.async().diagonal(),
            diagonal -> {
              try (diagonal) {
                return Determinant.product(sign(rowNumbers(rows)), diagonal.toRowMajor());
              }
            });
    Joining.atEnd(run.future(), rows::close);
    return run;
  }

  /** The inverse permutation, in tiles like those of the permutation. */
  Run<BigMatrix> inverseOrder() {
    return new MatrixWork(order.lapwing(), options)
        .derive(
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
