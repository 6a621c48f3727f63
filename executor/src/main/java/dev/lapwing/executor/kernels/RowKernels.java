package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import java.util.Arrays;

/** {@code laswp}, {@code lapiv} and {@code lapmr}: rows that change their places. */
final class RowKernels {

  /** A tile after the interchanges of some steps. */
  void laswp(Call call) {
    Tile target = call.output(0);
    int height = height(call, 1);
    RowOrder order = order(call, 1, height);
    int[] rows = new int[target.rows()];
    int first = (int) (call.scalar(0) * height);
    Arrays.setAll(rows, row -> order.origin(first + row));
    RowGather.gather(call, 0, rows, target);
  }

  /** The numbers that rows had before all steps. */
  void lapiv(Call call) {
    Tile numbers = call.output(0);
    call.require(numbers, numbers.rows(), 1);
    int height = height(call, 0);
    RowOrder order = order(call, 0, height);
    int first = (int) (call.scalar(0) * height);
    for (int row = 0; row < numbers.rows(); row++) {
      numbers.set(row, 0, order.origin(first + row));
    }
  }

  /** Rows by their numbers. */
  void lapmr(Call call) {
    Tile numbers = call.input(1);
    Tile target = call.output(0);
    call.require(numbers, target.rows(), 1);
    int[] rows = new int[target.rows()];
    Arrays.setAll(rows, row -> whole(numbers.get(row, 0)));
    call.done(1, numbers);
    RowGather.gather(call, 0, rows, target);
  }

  /** A row number; -1, which no row has, for what is none. */
  private static int whole(double number) {
    return number == Math.rint(number) ? (int) number : -1;
  }

  /** The order of rows after the steps whose pivots an input holds. */
  private static RowOrder order(Call call, int input, int height) {
    int steps = call.operands().count(input);
    var order = new RowOrder(Math.multiplyExact(steps, height));
    for (int k = 0; k < steps; k++) {
      order.perform(call.operands().tile(input, k), k * height);
      call.operands().done(input, k);
    }
    return order;
  }

  private static int height(Call call, int input) {
    return call.operands().tile(input, 0).rows();
  }
}
