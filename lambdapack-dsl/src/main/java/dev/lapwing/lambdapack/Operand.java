package dev.lapwing.lambdapack;

import java.util.List;

/** What a kernel call reads: one tile, or a range of tiles along one index. */
public sealed interface Operand {

  /** The name of the matrix that is read. */
  String matrix();

  /** The operand as it reads in a program: {@code A[i, 0 : n]}. */
  default String text() {
    return Notation.of(this);
  }

  /** One tile of a matrix. */
  record TileRef(String matrix, List<Expr> indices) implements Operand {
    public TileRef {
      indices = List.copyOf(indices);
    }
  }

  /**
   * The tiles whose index {@code dimension} runs over {@code from <= x < to}, in rising order; the
   * range may be empty.
   *
   * @param indices all indices; the one at {@code dimension} is ignored and equals {@code from}
   */
  record TileRange(String matrix, List<Expr> indices, int dimension, Expr from, Expr to)
      implements Operand {
    public TileRange {
      indices = List.copyOf(indices);
    }
  }
}
