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

  /** Panels that a QR factorization has at least, if its tiles do not become too small. */
  private static final long QR_PANELS = 11;

  /** Doubles that are as far apart as places with one set of a first-level cache, and a page. */
  private static final long PAGE = 512;

  /** Panels of an elimination that leave other work to do beside each, and how wide they are. */
  private static final long LU_PANELS = 16;

  private static final long LU_PANEL = 512;

  /** How wide the band is that two-sided reductions stop at, without vectors. */
  static final long BAND = 96;

  /** The same with the eigenvectors of a symmetric matrix. */
  static final long BAND_WITH_EIGENVECTORS = 128;

  /** The same with singular vectors on both sides. */
  static final long BAND_WITH_SINGULAR_VECTORS = 192;

  /** Tiles along a side from which on a band is wider, as tasks would become very many. */
  private static final long BAND_TILES = 128;

  /** The largest symmetric matrix that one task reduces, without a band between. */
  private static final long DIRECT = 3072;

  /** The entries of the largest matrix that one task reduces for its singular values. */
  private static final long DIRECT_ENTRIES = 1L << 22;

  /** How many columns a task makes vectors of, so that a few cores have work to the end. */
  private static final long VECTORS = 256;

  private TileSizes() {}

  /** Whether a matrix is reduced by one task for its singular values, with vectors or without. */
  static boolean isDirect(long rows, long columns) {
    return rows <= DIRECT_ENTRIES / Math.max(1, columns);
  }

  /** Whether a symmetric matrix of an order is reduced by one task. */
  static boolean isDirect(long order) {
    return order <= DIRECT;
  }

  /** The columns of a block of whole ones, of a matrix that is reduced by one task. */
  static long ofColumns(long order) {
    return Math.min(order, VECTORS);
  }

  /**
   * Square tiles, the same for all matrices of about this size. They do not depend on the number of
   * threads, as that would change the bits of results.
   */
  static TileGrid choose(long rows, long columns) {
    long tile = forLength(Math.max(rows, columns));
    return TileGrid.of(rows, columns, tile, tile);
  }

  /**
   * The side of the square tiles that panels are factored in, for a matrix whose shorter side has a
   * length: a part of the tiles that it has, where there would be too few panels. A panel is
   * factored at half the speed of the rest, and a column of tiles after the other. Products with a
   * few columns of reflectors do not pay for packing away what is read, so that columns must not be
   * a page apart.
   */
  static long ofPanels(long tile, long length) {
    long rounded = (length / QR_PANELS + 31) / 32 * 32;
    long wanted = Math.max(SMALLEST, rounded % PAGE == 0 ? rounded + 32 : rounded);
    return Math.min(tile, tile * QR_PANELS > length ? wanted : tile);
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
    boolean largeAndFew = tile > LU_PANEL && tile <= LARGEST && order / tile < LU_PANELS;
    return largeAndFew ? LU_PANEL : tile;
  }

  /**
   * The side of the square tiles, and the width of the band, that a matrix is reduced to from both
   * sides. One task works on the band, in proportion to its width; wider tiles have faster kernels.
   * Tiles above those that are chosen here stay as they are: they are meant for slow storage.
   *
   * @param columns the columns of the matrix
   * @param tile the tiles that there are
   * @param width how wide the band of a matrix of moderate size is
   */
  static long ofBand(long columns, long tile, long width) {
    long many = columns / BAND_TILES / 32 * 32;
    long wanted = Math.max(width, many);
    return tile > LARGEST ? tile : Math.min(tile, wanted);
  }

  private static long forLength(long length) {
    long wanted = length / TILES;
    long rounded = (wanted + STEP - 1) / STEP * STEP;
    return Math.max(SMALLEST, Math.min(LARGEST, rounded));
  }
}
