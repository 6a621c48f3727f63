package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;

/**
 * A copy of a tile on the heap.
 *
 * @param writesBack whether the tile takes the copy's content when the use ends
 */
record HeapView(Tile tile, HeapMatrix matrix, boolean writesBack, HeapArrays arrays)
    implements TileView {

  @Override
  public int rows() {
    return matrix.rows();
  }

  @Override
  public int columns() {
    return matrix.columns();
  }

  @Override
  public void close() {
    if (writesBack) {
      tile.entries().put(0, matrix.data(), 0, rows() * columns());
    }
    arrays.giveBack(matrix.data());
  }
}
