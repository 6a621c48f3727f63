package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.Arrays;

/**
 * The kernels of scaled norms: {@code lassq}, {@code combssq}, {@code nrm2} and {@code lascl}. The
 * same Java on every route. Sums of squares are added in rising order.
 */
final class NormKernels {

  /** The sums of squares of the columns of a range of tiles. */
  void lassq(Call call) {
    Tile output = call.output(0);
    call.require(output, 2, output.columns());
    SumOfSquares[] sums = new SumOfSquares[output.columns()];
    Arrays.fill(sums, SumOfSquares.ZERO);
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile tile = call.operands().tile(0, k);
      call.require(tile, tile.rows(), sums.length);
      double[] column = new double[tile.rows()];
      for (int j = 0; j < sums.length; j++) {
        TileContent.readColumn(tile, j, column);
        sums[j] = sums[j].plus(SumOfSquares.of(column));
      }
      call.operands().done(0, k);
    }
    write(sums, output);
  }

  /** Sums of sums of squares, place by place. */
  void combssq(Call call) {
    Tile output = call.output(0);
    SumOfSquares[] sums = new SumOfSquares[output.columns()];
    Arrays.fill(sums, SumOfSquares.ZERO);
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile tile = call.operands().tile(0, k);
      call.require(tile, 2, sums.length);
      for (int j = 0; j < sums.length; j++) {
        sums[j] = sums[j].plus(read(tile, j));
      }
      if (tile != output) {
        call.operands().done(0, k);
      }
    }
    write(sums, output);
  }

  /** The root of all sums of squares together. */
  void nrm2(Call call) {
    SumOfSquares sum = SumOfSquares.ZERO;
    for (int k = 0; k < call.operands().count(0); k++) {
      Tile tile = call.operands().tile(0, k);
      call.require(tile, 2, tile.columns());
      for (int j = 0; j < tile.columns(); j++) {
        sum = sum.plus(read(tile, j));
      }
      call.operands().done(0, k);
    }
    call.require(call.output(0), 1, 1);
    call.output(0).set(0, 0, sum.root());
  }

  /** {@code D = X / s}; zeros for {@code s = 0}. */
  void lascl(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    Tile divisor = call.input(1);
    call.require(x, output.rows(), output.columns());
    call.require(divisor, 1, 1);
    double s = divisor.get(0, 0);
    Strips.map(
        x,
        output,
        (first, strip, count) -> {
          for (int i = 0; i < count; i++) {
            strip[i] = s == 0 ? 0 : strip[i] / s;
          }
        });
    call.done(0, x);
    call.operands().done(1, 0);
  }

  private static SumOfSquares read(Tile tile, int column) {
    return new SumOfSquares(tile.get(0, column), (int) tile.get(1, column));
  }

  private static void write(SumOfSquares[] sums, Tile output) {
    for (int j = 0; j < sums.length; j++) {
      output.set(0, j, sums[j].sum());
      output.set(1, j, sums[j].exponent());
    }
  }
}
