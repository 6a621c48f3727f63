package dev.lapwing.lambdapack;

/** The number of rows, or of columns, of the tiles of a matrix, as a function of their index. */
public sealed interface Extent {

  /**
   * The length along {@code size} of the tile whose number is the tile's index {@code position}.
   */
  record Along(Size size, int position) implements Extent {}

  /** The length along {@code size} of one given tile. */
  record OfTile(Size size, long tile) implements Extent {}

  /** All of {@code size}: the length of its tiles together. */
  record Whole(Size size) implements Extent {}

  /** The same for every tile. */
  record Fixed(long length) implements Extent {}

  /** The smaller of two extents. */
  record Smaller(Extent left, Extent right) implements Extent {}
}
