package dev.lapwing;

import dev.lapwing.tiles.TileGrid;

/**
 * How a matrix is cut when nobody says so: the one place that decides. Tiles are large enough for
 * the kernels to run at speed and small enough for every thread to have work; see
 * docs/performance.md, Tile sizes.
 */
final class TileSizes {
  private static final long SMALLEST = 256;
  private static final long LARGEST = 1536;
  private static final long STEP = 64;

  /** Tiles along the longer side that give a few cores work to the end of a run. */
  private static final long TILES = 6;

  /** Panels of an elimination that leave other work to do beside each, and how wide they are. */
  private static final long PANELS = 16;

  private static final long PANEL = 512;

  private TileSizes() {}

  /**
   * Square tiles, the same for all matrices of about this size. They do not depend on the number of
   * threads, as that would change the bits of results.
   */
  static TileGrid choose(long rows, long columns) {
    long tile = forLength(Math.max(rows, columns));
    return TileGrid.of(rows, columns, tile, tile);
  }

  /**
   * Tiles for an elimination with pivoting, whose panels are factored one after the other: smaller
   * ones than a matrix has, if these are large and few. Tiles that are larger than any that are
   * chosen here stay as they are: they are meant for slow storage.
   *
   * @param order the number of rows or columns that are eliminated
   * @param tile the tiles that there are
   */
  static long pivoted(long order, long tile) {
    boolean largeAndFew = tile > PANEL && tile <= LARGEST && order / tile < PANELS;
    return largeAndFew ? PANEL : tile;
  }

  private static long forLength(long length) {
    long wanted = length / TILES;
    long rounded = (wanted + STEP - 1) / STEP * STEP;
    return Math.max(SMALLEST, Math.min(LARGEST, rounded));
  }
}
