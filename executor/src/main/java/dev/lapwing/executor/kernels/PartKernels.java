package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;

/**
 * The kernels that put parts of tiles together, or take one out: {@code stack}, {@code tri}, {@code
 * diag}.
 */
final class PartKernels {

  /** A tile, or two one above the other or beside each other. */
  void stack(Call call) {
    boolean rows = call.kernel().options().get(0).equals("R");
    Tile output = call.output(0);
    int length = 0;
    for (int part = 0; part < call.kernel().inputs().size(); part++) {
      Tile x = call.input(part);
      int row = rows ? length : 0;
      int column = rows ? 0 : length;
      length += rows ? x.rows() : x.columns();
      call.require(x, rows ? x.rows() : output.rows(), rows ? output.columns() : x.columns());
      requireRoom(call, rows, length, part == call.kernel().inputs().size() - 1);
      TileContent.copyInto(x, output, row, column);
      call.operands().done(part, 0);
    }
  }

  private static void requireRoom(Call call, boolean rows, int length, boolean last) {
    int room = rows ? call.output(0).rows() : call.output(0).columns();
    if (length > room || (last && length < room)) {
      throw new IllegalArgumentException(
          "%s was given tiles of %,d %s together for a tile of %,d: the parts must be cut so that they fill tiles."
              .formatted(call.kernel().id(), length, rows ? "rows" : "columns", room));
    }
  }

  /** The unit lower or the upper trapezoid of a tile, with zeros elsewhere. */
  void tri(Call call) {
    call.carry(0, 0);
    Tile output = call.output(0);
    if (call.uplo(0) == Uplo.UPPER) {
      TileContent.clearBelowDiagonal(output);
      return;
    }
    TileContent.clearAboveDiagonal(output);
    for (int i = 0; i < Math.min(output.rows(), output.columns()); i++) {
      output.set(i, i, 1);
    }
  }

  /** The main diagonal of a square tile. */
  void diag(Call call) {
    Tile output = call.output(0);
    Tile a = call.input(0);
    call.require(a, output.rows(), output.rows());
    call.require(output, output.rows(), 1);
    for (int i = 0; i < output.rows(); i++) {
      output.set(i, 0, a.get(i, i));
    }
    call.operands().done(0, 0);
  }
}
