package dev.lapwing.lambdapack;

/**
 * A dimension of a program's matrices, cut into tiles. As an {@link Index} it is its number of
 * tiles; matrices that are declared with the same dimension are cut at the same places.
 */
@Recording
public final class Dimension extends Index {

  private final Size size;

  Dimension(Size size, Origin origin) {
    super(new Expr.TileCount(size), origin);
    this.size = size;
  }

  /** The length of the tile whose number is the index at {@code position} of a tile. */
  public Extent along(int position) {
    return new Extent.Along(size, position);
  }

  /** The length of one given tile. */
  public Extent tile(long number) {
    return new Extent.OfTile(size, number);
  }

  Size size() {
    return size;
  }
}
