package dev.lapwing;

import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import java.io.IOException;

/** A matrix times a diagonal one. */
final class ColumnScaling {
  private ColumnScaling() {}

  /** {@code A diag(factors)}; columns beyond the factors stay as they are. */
  static Run<BigMatrix> start(String name, BigMatrix a, double[] factors, RunOptions options) {
    return new MatrixWork(a.lapwing(), options)
        .derive(
            name,
            a,
            a.grid(),
            (from, to, loop) ->
                loop.forEach(
                    to.grid(), (row, column) -> scaleTile(from, to, row, column, factors)));
  }

  private static void scaleTile(
      TileArray from, TileArray to, long row, long column, double[] factors) throws IOException {
    Tile source = from.read(row, column);
    Tile target = to.allocate(row, column);
    try {
      long first = to.grid().firstColumn(column);
      for (int j = 0; j < target.columns(); j++) {
        double factor = first + j < factors.length ? factors[(int) first + j] : 1;
        for (int i = 0; i < target.rows(); i++) {
          target.set(i, j, factor * source.get(i, j));
        }
      }
      to.write(row, column, target);
    } finally {
      source.release();
      target.release();
    }
  }
}
