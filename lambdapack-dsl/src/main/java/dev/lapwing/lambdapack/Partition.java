package dev.lapwing.lambdapack;

/**
 * How a dimension of {@code elements} rows or columns is cut into tiles of {@code tile}; the last
 * tile may be smaller.
 *
 * @param elements the length of the dimension, zero or more
 * @param tile the length of every tile but the last, at least one
 */
public record Partition(long elements, long tile) {

  public Partition {
    if (elements < 0) {
      throw new IllegalArgumentException("a dimension cannot have " + elements + " elements");
    }
    if (tile < 1) {
      throw new IllegalArgumentException("a tile cannot have " + tile + " rows or columns");
    }
  }

  /** The number of tiles: zero for an empty dimension. */
  public long tiles() {
    return elements / tile + (elements % tile == 0 ? 0 : 1);
  }

  /** Whether this and another dimension are cut at the same places, as far as both reach. */
  public boolean isCutLike(Partition other) {
    return tile == other.tile || Math.min(elements, other.elements) <= Math.min(tile, other.tile);
  }

  /**
   * The length of one tile.
   *
   * @throws IndexOutOfBoundsException if there is no such tile
   */
  public long length(long index) {
    if (index < 0 || index >= tiles()) {
      throw new IndexOutOfBoundsException("no tile " + index + " among " + tiles());
    }
    return Math.min(tile, elements - index * tile);
  }
}
