package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;

/**
 * How a matrix with two tile indices is cut at given sizes.
 *
 * @param rows the partition of its rows
 * @param columns the partition of its columns
 */
public record MatrixCut(Partition rows, Partition columns) {
  private static final long[] NOTHING = {};

  /** The cut of an input or an output of a program. */
  public static MatrixCut of(Matrix matrix, Sizes sizes) {
    if (matrix.rank() != 2) {
      throw new IllegalArgumentException(
          "%s has tiles with %d indices; only those with two make up a matrix"
              .formatted(matrix.name(), matrix.rank()));
    }
    return new MatrixCut(
        along(0, matrix.extents().get(0), matrix.rows(), sizes),
        along(1, matrix.extents().get(1), matrix.columns(), sizes));
  }

  /** Every tile but the last is as long as the first. */
  private static Partition along(int position, Expr extent, Extent length, Sizes sizes) {
    long tiles = Math.max(0, new Specializer(sizes).code(extent).at(NOTHING));
    if (tiles == 0) {
      return new Partition(0, 1);
    }
    Lengths lengths = Lengths.of(length, sizes);
    long[] index = new long[2];
    long first = lengths.of(index);
    index[position] = tiles - 1;
    return new Partition(first * (tiles - 1) + lengths.of(index), Math.max(1, first));
  }
}
