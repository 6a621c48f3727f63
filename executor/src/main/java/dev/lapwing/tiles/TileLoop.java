package dev.lapwing.tiles;

import java.io.IOException;

/** Runs a body for every tile of a grid, on several threads and in no promised order. */
public interface TileLoop {

  /**
   * Runs the body for every tile and returns when all are done.
   *
   * @throws IOException the first failure of a body; tiles not yet begun are left out
   */
  void forEach(TileGrid grid, Body body) throws IOException;

  /**
   * Where a loop that is not over tiles may be stopped.
   *
   * @throws java.util.concurrent.CancellationException if the work was cancelled
   */
  void checkpoint();

  /** What is done for one tile. */
  @FunctionalInterface
  interface Body {
    /** Does it for the tile at a row and a column of the grid. */
    void at(long row, long column) throws IOException;
  }
}
