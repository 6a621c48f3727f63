package dev.lapwing.lambdapack;

import java.util.List;
import java.util.function.Function;

/**
 * A dimension of a program's matrices, cut into tiles. As an {@link Index} it is its number of
 * tiles; matrices that are declared with the same dimension are cut at the same places.
 */
@Recording
public final class Dimension extends Index {

  private final List<Size> sizes;

  private Dimension(List<Size> sizes, Expr tiles, Origin origin) {
    super(tiles, origin);
    this.sizes = List.copyOf(sizes);
  }

  /** The dimension that has a size. */
  static Dimension of(Size size, Origin origin) {
    return new Dimension(List.of(size), new Expr.TileCount(size), origin);
  }

  /** The smaller of two dimensions that are cut at the same places. */
  static Dimension smaller(Dimension left, Dimension right) {
    return new Dimension(
        List.of(left.size(), right.size()),
        Arithmetic.min(left.expression(), right.expression()),
        left.origin().join(right.origin()));
  }

  /** The length of the tile whose number is the index at {@code position} of a tile. */
  public Extent along(int position) {
    return extent(size -> new Extent.Along(size, position));
  }

  /** The length of one given tile. */
  public Extent tile(long number) {
    return extent(size -> new Extent.OfTile(size, number));
  }

  /** The length of all its tiles together, for a tile that is as long as a matrix. */
  public Extent whole() {
    return extent(Extent.Whole::new);
  }

  /** The size, of a dimension that was declared with one. */
  Size size() {
    if (sizes.size() > 1) {
      throw origin().illegal(this + " is no size of its own, but the smaller of two");
    }
    return sizes.get(0);
  }

  private Extent extent(Function<Size, Extent> ofSize) {
    return sizes.stream().map(ofSize).reduce(Extent.Smaller::new).orElseThrow();
  }
}
