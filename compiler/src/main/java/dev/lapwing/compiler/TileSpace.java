package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tiles of all matrices of a program at given sizes, and their mixed-radix names. */
final class TileSpace {
  private static final long[] NOTHING = {};

  private final List<Matrix> matrices;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final long[][] extents;
  private final long[] offsets;
  private final int[] bases;
  private final int greatestRank;

  TileSpace(Program program, Specializer at) {
    matrices = program.matrices();
    extents = new long[matrices.size()][];
    offsets = new long[matrices.size() + 1];
    bases = new int[matrices.size()];
    greatestRank = matrices.stream().mapToInt(Matrix::rank).max().orElse(0);
    for (int m = 0; m < matrices.size(); m++) {
      numbers.put(matrices.get(m).name(), m);
      extents[m] =
          Arrays.stream(at.codes(matrices.get(m).extents()))
              .mapToLong(e -> Math.max(0, e.at(NOTHING)))
              .toArray();
      offsets[m + 1] = nextOffset(program, m);
    }
    for (int m = 0; m < matrices.size(); m++) {
      bases[m] = matrices.get(m).base().map(numbers::get).orElse(-1);
    }
  }

  private long nextOffset(Program program, int m) {
    try {
      long tiles = Arrays.stream(extents[m]).reduce(1, Math::multiplyExact);
      long next = Math.addExact(offsets[m], tiles);
      if (next <= Interval.LIMIT) {
        return next;
      }
    } catch (ArithmeticException overflow) {
      // Reported below, as for any number of tiles that is too large.
    }
    throw new IllegalArgumentException(
        "program %s: matrix %s with extents %s has more tiles than 2^62 names can tell apart;"
                .formatted(program.name(), matrices.get(m).name(), Arrays.toString(extents[m]))
            + " use larger tiles");
  }

  int number(String matrix) {
    Integer number = numbers.get(matrix);
    if (number == null) {
      throw new IllegalArgumentException(
          "there is no matrix " + matrix + "; the matrices are " + numbers.keySet());
    }
    return number;
  }

  Matrix matrix(int number) {
    return matrices.get(number);
  }

  int matrixCount() {
    return matrices.size();
  }

  int greatestRank() {
    return greatestRank;
  }

  long[] extents(int matrix) {
    return extents[matrix];
  }

  /** The matrix whose tiles the versions 0 of a matrix are, or -1. */
  int base(int matrix) {
    return bases[matrix];
  }

  /** The number of names. */
  long names() {
    return offsets[matrices.size()];
  }

  boolean isScratch(int matrix) {
    return matrices.get(matrix).role() == Matrix.Role.SCRATCH;
  }

  boolean isInput(int matrix) {
    return matrices.get(matrix).role() == Matrix.Role.INPUT;
  }

  /**
   * How many zeros to put before the indices of a tile of {@code target} to make them the indices
   * of the same tile as a version 0 of {@code matrix}; -1 if it is none.
   */
  int leadingZeros(int matrix, int target) {
    int zeros = 0;
    for (int m = matrix; m >= 0; m = bases[m]) {
      if (m == target) {
        return zeros;
      }
      zeros++;
    }
    return -1;
  }

  /** Replaces version 0 of a version matrix by the tile of the base that it stands for. */
  void resolve(Coordinates tile) {
    while (bases[tile.matrix] >= 0 && tile.index[0] == 0) {
      System.arraycopy(tile.index, 1, tile.index, 0, matrices.get(tile.matrix).rank() - 1);
      tile.matrix = bases[tile.matrix];
    }
  }

  boolean contains(Coordinates tile) {
    long[] bounds = extents[tile.matrix];
    for (int d = 0; d < bounds.length; d++) {
      if (tile.index[d] < 0 || tile.index[d] >= bounds[d]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The name of a resolved tile.
   *
   * @throws IndexOutOfBoundsException if the matrix has no such tile
   */
  long pack(Coordinates tile) {
    long name = 0;
    long[] bounds = extents[tile.matrix];
    for (int d = 0; d < bounds.length; d++) {
      long index = tile.index[d];
      if (index < 0 || index >= bounds[d]) {
        throw new IndexOutOfBoundsException(
            "%s is outside the extents %s".formatted(describe(tile), Arrays.toString(bounds)));
      }
      name = name * bounds[d] + index;
    }
    return offsets[tile.matrix] + name;
  }

  /** The matrix of a tile. */
  int matrixOf(long name) {
    if (name < 0 || name >= names()) {
      throw new IllegalArgumentException("no tile has the name " + name);
    }
    int m = 0;
    while (name >= offsets[m + 1]) {
      m++;
    }
    return m;
  }

  void unpack(long name, Coordinates tile) {
    int m = matrixOf(name);
    tile.matrix = m;
    long rest = name - offsets[m];
    for (int d = extents[m].length - 1; d >= 0; d--) {
      tile.index[d] = rest % extents[m][d];
      rest /= extents[m][d];
    }
  }

  /** Visits the tiles of a matrix in row-major order. */
  void forEach(int matrix, Consumer<Coordinates> visitor) {
    Coordinates tile = new Coordinates(greatestRank);
    for (long name = offsets[matrix]; name < offsets[matrix + 1]; name++) {
      unpack(name, tile);
      visitor.accept(tile);
    }
  }

  TileAddress address(Coordinates tile) {
    List<Long> indices = new ArrayList<>();
    for (int d = 0; d < matrices.get(tile.matrix).rank(); d++) {
      indices.add(tile.index[d]);
    }
    return new TileAddress(matrices.get(tile.matrix).name(), indices);
  }

  String describe(Coordinates tile) {
    TileAddress address = address(tile);
    return address.matrix() + address.indices();
  }
}
