package dev.lapwing.executor.kernels;

import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;

/**
 * A tile for a routine that knows doubles only: itself, or a copy if its entries are floats.
 *
 * @param tile what the kernel was given
 * @param doubles what the routine is given
 */
record DoubleTile(Tile tile, Tile doubles) {

  /** A tile that is to be written. */
  static DoubleTile of(Tile tile, TilePool workspace) {
    return tile.precision() == Precision.FLOAT64
        ? new DoubleTile(tile, tile)
        : new DoubleTile(tile, workspace.allocate(tile.rows(), tile.columns()));
  }

  /** A tile with a content. */
  static DoubleTile copyOf(Tile tile, TilePool workspace) {
    DoubleTile copy = of(tile, workspace);
    if (copy.isCopy()) {
      TileContent.copy(tile, copy.doubles);
    }
    return copy;
  }

  /** Rounds what was written into the tile, and ends the use. */
  void writeBack() {
    if (isCopy()) {
      TileContent.copy(doubles, tile);
    }
    drop();
  }

  /** Ends the use of a tile that was only read. */
  void drop() {
    if (isCopy()) {
      doubles.release();
    }
  }

  private boolean isCopy() {
    return doubles != tile;
  }
}
