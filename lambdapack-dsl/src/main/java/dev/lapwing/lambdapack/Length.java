package dev.lapwing.lambdapack;

/** How many rows or columns an operand has, as far as a program tells. */
sealed interface Length {

  /** The length of one tile along a size. */
  record OfTile(Size size, Expr tile) implements Length {
    @Override
    public String toString() {
      return "tile " + tile.text() + " of " + size.name();
    }
  }

  /** The length of the tiles {@code from <= x < to} together. */
  record OfRange(Size size, Expr from, Expr to) implements Length {
    @Override
    public String toString() {
      return "tiles " + from.text() + " : " + to.text() + " of " + size.name();
    }
  }

  /** A number. */
  record Fixed(long length) implements Length {
    @Override
    public String toString() {
      return Long.toString(length);
    }
  }

  /** The smaller of two. */
  record Smaller(Length left, Length right) implements Length {
    @Override
    public String toString() {
      return "min(" + left + ", " + right + ")";
    }

    private boolean pairwise(Length first, Length second, Equalities known) {
      return left.provablyEquals(first, known) && right.provablyEquals(second, known);
    }
  }

  /** The length that an extent gives to an operand. */
  static Length of(Extent extent, Operand operand) {
    if (extent instanceof Extent.Along along) {
      return along(along, operand);
    } else if (extent instanceof Extent.OfTile tile) {
      return new OfTile(tile.size(), Arithmetic.constant(tile.tile()));
    } else if (extent instanceof Extent.Whole whole) {
      return new OfRange(whole.size(), Arithmetic.ZERO, new Expr.TileCount(whole.size()));
    } else if (extent instanceof Extent.Fixed fixed) {
      return new Fixed(fixed.length());
    } else if (extent instanceof Extent.Smaller smaller) {
      return new Smaller(of(smaller.left(), operand), of(smaller.right(), operand));
    }
    throw new AssertionError("no length for " + extent.getClass());
  }

  private static Length along(Extent.Along along, Operand operand) {
    if (operand instanceof Operand.TileRange range) {
      return range.dimension() == along.position()
          ? new OfRange(along.size(), range.from(), range.to())
          : new OfTile(along.size(), range.indices().get(along.position()));
    } else if (operand instanceof Operand.TileRef tile) {
      return new OfTile(along.size(), tile.indices().get(along.position()));
    }
    throw new AssertionError("no length for " + operand.getClass());
  }

  /** Whether this can be proved to equal another length. */
  default boolean provablyEquals(Length other, Equalities known) {
    if (this instanceof OfTile tile) {
      return other.provablyIs(tile.size(), tile.tile(), known);
    } else if (this instanceof OfRange range && other instanceof OfRange that) {
      return range.size().equals(that.size())
          && known.prove(range.from(), that.from())
          && known.prove(range.to(), that.to());
    } else if (this instanceof OfRange && other instanceof OfTile tile) {
      return provablyIs(tile.size(), tile.tile(), known);
    } else if (this instanceof Smaller smaller && other instanceof Smaller that) {
      return smaller.pairwise(that.left(), that.right(), known)
          || smaller.pairwise(that.right(), that.left(), known);
    }
    return equals(other);
  }

  private boolean provablyIs(Size size, Expr index, Equalities known) {
    if (this instanceof OfTile tile) {
      return tile.size().equals(size) && known.prove(tile.tile(), index);
    } else if (this instanceof OfRange range) {
      return range.size().equals(size)
          && known.prove(range.from(), index)
          && known.prove(range.to(), Arithmetic.sum(index, Arithmetic.ONE));
    }
    return false;
  }
}
