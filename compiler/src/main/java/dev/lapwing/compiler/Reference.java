package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Operand;
import java.util.ArrayList;
import java.util.List;

/** What a statement reads or writes in one place, at given sizes: a tile, or a range of tiles. */
final class Reference {
  private static final int NO_RANGE = -1;
  private static final Code ZERO = Code.constant(0);
  private static final Code ONE = Code.constant(1);

  private final TileSpace tiles;
  private final int matrix;
  private final Code[] indices;
  private final int dimension;
  private final Code from;
  private final Code to;

  private Reference(
      TileSpace tiles, int matrix, Code[] indices, int dimension, Code from, Code to) {
    this.tiles = tiles;
    this.matrix = matrix;
    this.indices = indices;
    this.dimension = dimension;
    this.from = from;
    this.to = to;
  }

  static Reference of(Operand operand, TileSpace tiles, Specializer at) {
    int matrix = tiles.number(operand.matrix());
    if (operand instanceof Operand.TileRange range) {
      return new Reference(
          tiles,
          matrix,
          at.codes(withoutRange(range)),
          range.dimension(),
          at.code(range.from()),
          at.code(range.to()));
    }
    Operand.TileRef tile = (Operand.TileRef) operand;
    return new Reference(tiles, matrix, at.codes(tile.indices()), NO_RANGE, ZERO, ONE);
  }

  private static List<Expr> withoutRange(Operand.TileRange range) {
    List<Expr> indices = new ArrayList<>(range.indices());
    indices.set(range.dimension(), range.from());
    return indices;
  }

  int matrix() {
    return matrix;
  }

  boolean isRange() {
    return dimension != NO_RANGE;
  }

  /** The dimension that a range runs along. */
  int dimension() {
    return dimension;
  }

  /** The number of tiles. */
  long length(long[] env) {
    return dimension == NO_RANGE ? 1 : Math.max(0, Arithmetic.add(to.at(env), -from.at(env)));
  }

  /** The tile at a position of the range, before versions 0 are resolved. */
  void locate(long[] env, long position, Coordinates into) {
    into.matrix = matrix;
    for (int d = 0; d < indices.length; d++) {
      into.index[d] = indices[d].at(env);
    }
    if (dimension != NO_RANGE) {
      into.index[dimension] = Arithmetic.add(into.index[dimension], position);
    }
  }

  /** The tile at a position of the range. */
  void tile(long[] env, long position, Coordinates into) {
    locate(env, position, into);
    tiles.resolve(into);
  }

  /** The position of a tile that is known to be within the range. */
  long position(long[] env, long indexAlongRange) {
    return dimension == NO_RANGE ? 0 : indexAlongRange - from.at(env);
  }

  /** The position of a tile, or -1 if it is not among the tiles referred to. */
  long find(long[] env, Coordinates tile) {
    int zeros = tiles.leadingZeros(matrix, tile.matrix);
    if (zeros < 0) {
      return -1;
    }
    long position = 0;
    for (int d = 0; d < indices.length; d++) {
      long wanted = d < zeros ? 0 : tile.index[d - zeros];
      if (d == dimension) {
        position = wanted - from.at(env);
        if (position < 0 || wanted >= to.at(env)) {
          return -1;
        }
      } else if (indices[d].at(env) != wanted) {
        return -1;
      }
    }
    return position;
  }
}
