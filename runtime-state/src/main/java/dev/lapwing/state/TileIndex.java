package dev.lapwing.state;

import java.util.Arrays;
import java.util.StringJoiner;

/** The indices of a tile within its store. */
public final class TileIndex {
  private final long[] indices;

  private TileIndex(long[] indices) {
    this.indices = indices;
  }

  /** The index with these components. */
  public static TileIndex of(long... indices) {
    return new TileIndex(indices.clone());
  }

  /** The number of components. */
  public int rank() {
    return indices.length;
  }

  /** One component. */
  public long get(int dimension) {
    return indices[dimension];
  }

  /** The components joined by a separator: {@code 1/3/2}. */
  public String join(String separator) {
    var joiner = new StringJoiner(separator);
    for (long index : indices) {
      joiner.add(Long.toString(index));
    }
    return joiner.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TileIndex that && Arrays.equals(indices, that.indices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(indices);
  }

  @Override
  public String toString() {
    return "(" + join(", ") + ")";
  }
}
