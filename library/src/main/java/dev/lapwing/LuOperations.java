package dev.lapwing;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.algorithm.Lu;
import dev.lapwing.state.Precision;
import dev.lapwing.tiles.TileGrid;
import java.util.Optional;

/**
 * LU factorizations, and what is computed from them, as calls of shipped programs. Nothing is
 * started here.
 */
final class LuOperations {
  private static final long FLOATS_COUNT_TO = 1L << 24;

  private final Lapwing lapwing;
  private final ShippedPrograms programs;

  LuOperations(Lapwing lapwing, ShippedPrograms programs) {
    this.lapwing = lapwing;
    this.programs = programs;
  }

  /** P A = L U. */
  ProgramCall lu(Operand a) {
    requireCountable(a);
    Operand cut = pivotedTiles(a);
    return call(a.shape().isSquare() ? "lu" : "lu-rectangular")
        .size("w", 1, 1)
        .input("A", cut)
        .parameter("chunk", chunk(cut));
  }

  /** A X = B by LU factorization. */
  ProgramCall gesv(Operand a, Operand b) {
    requireSolvable(a, b);
    requireCountable(a);
    Operand cut = pivotedTiles(a);
    return call("gesv")
        .input("A", cut)
        .input("B", rightHandSide(cut, b))
        .parameter("chunk", chunk(cut));
  }

  /** A X = B, or A^T X = B, from the factors of A. */
  ProgramCall getrs(String program, Operand factors, Operand order, Operand b) {
    requireSolvable(factors, b);
    return call(program)
        .input("F", factors)
        .input("P", column(factors, order))
        .input("B", rightHandSide(factors, b));
  }

  /** C(i) = A(P(i)). */
  ProgramCall permuteRows(Operand a, Operand order) {
    if (order.rows() != a.rows() || order.columns() != 1) {
      throw new ShapeMismatch(
          "permute the rows of",
          a.shape(),
          order.shape(),
          "the order must be one column with a number for every row");
    }
    return call("permute-rows").input("A", a).input("P", column(a, order));
  }

  static void requireSquare(String operation, Operand a) {
    if (!a.shape().isSquare()) {
      throw new IllegalArgumentException(
          "cannot %s a matrix of %s: it must be square".formatted(operation, a.shape()));
    }
  }

  /** Positions of rows are entries, which must hold them exactly. */
  private static void requireCountable(Operand a) {
    if (a.tiles().precision() == Precision.FLOAT32 && a.rows() > FLOATS_COUNT_TO) {
      throw new IllegalArgumentException(
          "floats count rows up to %,d, and the matrix has %,d: factor it in float64"
              .formatted(FLOATS_COUNT_TO, a.rows()));
    }
  }

  static void requireSolvable(Operand a, Operand b) {
    requireSquare("solve with", a);
    if (a.rows() != b.rows()) {
      throw new ShapeMismatch(
          "solve with", a.shape(), b.shape(), "both must have the same number of rows");
    }
  }

  private static Operand rightHandSide(Operand a, Operand b) {
    return b.cut(new TileGrid(a.grid().rows(), b.grid().columns()));
  }

  private static Operand column(Operand a, Operand order) {
    return order.cut(new TileGrid(a.grid().rows(), new Partition(1, 1)));
  }

  /** The tiles into which a matrix is to be copied before it is factored; each is used thrice. */
  Optional<Shape> copied(Operand a) {
    return a.copiedTo(pivotedGrid(a));
  }

  private static Operand pivotedTiles(Operand a) {
    return a.cut(pivotedGrid(a));
  }

  /** Square tiles, small enough for the panels not to hold everything up. */
  private static TileGrid pivotedGrid(Operand a) {
    long tile = TileSizes.pivoted(Math.min(a.rows(), a.columns()), a.grid().rows().tile());
    return TileGrid.of(a.rows(), a.columns(), tile, tile);
  }

  /** Depends on the tiles alone, because neither threads nor memory may change the result. */
  private static long chunk(Operand a) {
    return Lu.chunk(a.grid().rows().tile());
  }

  private ProgramCall call(String program) {
    return lapwing.program(programs.named(program));
  }
}
