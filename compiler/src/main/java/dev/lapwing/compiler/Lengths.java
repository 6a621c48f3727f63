package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;

/** The number of rows, or columns, of the tiles of a matrix at given sizes. */
sealed interface Lengths {

  /**
   * The length of a tile.
   *
   * @throws IndexOutOfBoundsException if there is no such tile
   */
  long of(long[] index);

  /** Whether the length depends on one index of the tile. */
  boolean dependsOn(int position);

  static Lengths of(Extent extent, Sizes sizes) {
    if (extent instanceof Extent.Along along) {
      return new Along(sizes.partitions().get(along.size().name()), along.position());
    } else if (extent instanceof Extent.OfTile ofTile) {
      Partition partition = sizes.partitions().get(ofTile.size().name());
      return new Fixed(ofTile.tile() < partition.tiles() ? partition.length(ofTile.tile()) : 0);
    } else if (extent instanceof Extent.Whole whole) {
      return new Fixed(sizes.partitions().get(whole.size().name()).elements());
    } else if (extent instanceof Extent.Fixed fixed) {
      return new Fixed(fixed.length());
    }
    Extent.Smaller smaller = (Extent.Smaller) extent;
    return new Smaller(of(smaller.left(), sizes), of(smaller.right(), sizes));
  }

  /**
   * The length of a range of tiles along {@code dimension}, side by side; the length of one of them
   * where it does not depend on that index.
   */
  default long ofRange(long[] index, int dimension, long count) {
    if (!dependsOn(dimension)) {
      return of(index);
    }
    long first = index[dimension];
    long total = 0;
    for (long k = 0; k < count; k++) {
      index[dimension] = first + k;
      total += of(index);
    }
    index[dimension] = first;
    return total;
  }

  /** {@link Extent.Along}. */
  record Along(Partition partition, int position) implements Lengths {
    @Override
    public long of(long[] index) {
      return partition.length(index[position]);
    }

    /** Without a look at every tile: none but the last of all is shorter. */
    @Override
    public long ofRange(long[] index, int dimension, long count) {
      if (dimension != position || count == 1) {
        return of(index);
      } else if (count <= 0) {
        return 0;
      }
      long first = partition.length(index[position]);
      return first * (count - 1) + partition.length(index[position] + count - 1);
    }

    @Override
    public boolean dependsOn(int other) {
      return position == other;
    }
  }

  /** {@link Extent.Fixed}; {@link Extent.OfTile} and {@link Extent.Whole} at given sizes. */
  record Fixed(long length) implements Lengths {
    @Override
    public long of(long[] index) {
      return length;
    }

    @Override
    public boolean dependsOn(int position) {
      return false;
    }
  }

  /** {@link Extent.Smaller}. */
  record Smaller(Lengths left, Lengths right) implements Lengths {
    @Override
    public long of(long[] index) {
      return Math.min(left.of(index), right.of(index));
    }

    @Override
    public boolean dependsOn(int position) {
      return left.dependsOn(position) || right.dependsOn(position);
    }
  }
}
