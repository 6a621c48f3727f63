package dev.lapwing;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Precision;
import dev.lapwing.tiles.TileGrid;

/**
 * Functions of entries, reductions, and matrices that are put together of others, as calls of
 * shipped programs. Nothing is started here.
 */
final class EntryOperations {
  /**
   * The most tiles that a task reduces. A constant, as the number of threads must not change the
   * result.
   */
  private static final long LONGEST_CHUNK = 16;

  private final Lapwing lapwing;
  private final ShippedPrograms programs;

  EntryOperations(Lapwing lapwing, ShippedPrograms programs) {
    this.lapwing = lapwing;
    this.programs = programs;
  }

  /** C = f(A). */
  ProgramCall map(EntryFunction function, Operand a, double... scalars) {
    if (scalars.length != function.scalars()) {
      throw new IllegalArgumentException(
          "the function %s takes %d numbers besides the entry, and %d are given"
              .formatted(function.id(), function.scalars(), scalars.length));
    }
    ProgramCall call = call("map-" + function.id()).input("A", a);
    for (int position = 0; position < scalars.length; position++) {
      call.scalar(position == 0 ? "alpha" : "beta", scalars[position]);
    }
    return call;
  }

  /** C = f(A, B). */
  ProgramCall combine(EntryOperator operator, Operand a, Operand b) {
    requireSameShape(operator.id(), a, b);
    return call("combine-" + operator.id()).input("A", a).input("B", b.cut(a.grid()));
  }

  /** C = A + 1 R, a row added to every row. */
  ProgramCall plusRow(Operand a, Operand r) {
    return withRow("plus-row", a, r);
  }

  /** C = A - 1 R, a row taken from every row. */
  ProgramCall minusRow(Operand a, Operand r) {
    return withRow("minus-row", a, r);
  }

  /** C = A diag(R), every column times its number in a row. */
  ProgramCall scaleColumns(Operand a, Operand r) {
    return withRow("scale-columns", a, r);
  }

  private ProgramCall withRow(String program, Operand a, Operand r) {
    var cut = new TileGrid(new Partition(1, 1), a.grid().columns());
    return call(program).input("A", a).input("R", r.cut(cut));
  }

  static void requireSameShape(String operation, Operand a, Operand b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeMismatch(operation, a.shape(), b.shape(), "both must have the same shape");
    }
  }

  /** R = the sum, mean, minimum or maximum of every row or column. */
  ProgramCall reduce(Statistic statistic, Axis axis, Operand a) {
    long count = axis == Axis.ROWS ? a.columns() : a.rows();
    long results = axis == Axis.ROWS ? a.rows() : a.columns();
    statistic.requireEntries(results == 0 ? 1 : count, a.shape());
    return withCount(statistic, reduce(statistic.program(axis), a), count);
  }

  /** R = the sum, mean, minimum or maximum of all. */
  ProgramCall reduce(Statistic statistic, Operand a) {
    statistic.requireEntries(a.shape().entries(), a.shape());
    return withCount(statistic, reduce(statistic.program(), a), a.shape().entries());
  }

  private static ProgramCall withCount(Statistic statistic, ProgramCall call, long count) {
    return statistic == Statistic.MEAN ? call.scalar("count", (double) count) : call;
  }

  /** R = a norm. */
  ProgramCall norm(Norm norm, Operand a) {
    return switch (norm) {
      case ONE -> reduce("norm-one", a);
      case INFINITY -> reduce("norm-infinity", a);
      case FROBENIUS -> reduce("norm-frobenius", a);
      case MAX -> reduce("norm-max", a);
      case TWO -> throw new IllegalArgumentException("the 2-norm takes more than one program");
    };
  }

  private ProgramCall reduce(String program, Operand a) {
    long lines =
        program.startsWith("row") || program.equals("norm-infinity")
            ? a.grid().rows().tiles()
            : a.grid().columns().tiles();
    long length = a.grid().tiles() / Math.max(1, lines);
    long parts = Math.max(1, Operations.SIDE_BY_SIDE / Math.max(1, lines));
    long chunk = Math.max(1, Math.min(LONGEST_CHUNK, (length + parts - 1) / parts));
    return call(program).input("A", a).parameter("chunk", chunk);
  }

  /** C = A, in tiles of its own, and rounded to a precision. */
  ProgramCall copy(Operand a, Precision precision) {
    if (precision != a.tiles().precision()) {
      return call("convert").input("A", a).precision(precision);
    }
    return a.tiles()
        .untransposed()
        .map(base -> call("transpose").input("A", a.transpose()))
        .orElseGet(() -> call("copy").input("A", a));
  }

  /** C = [A; B] or [A, B], in tiles as long as the longer ones of both. */
  ProgramCall concatenate(Axis axis, Operand a, Operand b) {
    requireFits(axis, a, b);
    boolean rows = axis == Axis.ROWS;
    long first = rows ? a.rows() : a.columns();
    long second = rows ? b.rows() : b.columns();
    long tile = Math.max(along(axis, a).tile(), along(axis, b).tile());
    Partition across = rows ? a.grid().columns() : a.grid().rows();
    long head = first % tile == 0 ? 0 : Math.min(second, tile - first % tile);
    return call(rows ? "concatenate-rows" : "concatenate-columns")
        .input("A", part(axis, a, 0, first, tile, across))
        .input("H", part(axis, b, 0, head, tile, across))
        .input("T", part(axis, b, head, second - head, tile, across))
        .size("c", first + second, tile);
  }

  /** Refuses what cannot stand below or beside a matrix. */
  static void requireFits(Axis axis, Operand a, Operand b) {
    if (axis == Axis.ROWS ? a.columns() != b.columns() : a.rows() != b.rows()) {
      String equal = axis == Axis.ROWS ? "columns" : "rows";
      throw new ShapeMismatch(
          "concatenate", a.shape(), b.shape(), "both must have the same number of " + equal);
    }
  }

  private static Partition along(Axis axis, Operand a) {
    return axis == Axis.ROWS ? a.grid().rows() : a.grid().columns();
  }

  private static Operand part(
      Axis axis, Operand a, long from, long length, long tile, Partition across) {
    var along = new Partition(length, tile);
    return axis == Axis.ROWS
        ? a.region(from, 0, new TileGrid(along, across))
        : a.region(0, from, new TileGrid(across, along));
  }

  /** D = the main diagonal of a square A. */
  ProgramCall diagonal(Operand a) {
    return call("diagonal").input("A", Operations.squareTiles("take the diagonal of", a));
  }

  /** I, cut as it is said. */
  ProgramCall identity(Partition n) {
    return call("identity").size("n", n.elements(), n.tile());
  }

  /** One factor of a matrix that holds both. */
  ProgramCall triangle(boolean lower, Operand factors) {
    return call(lower ? "unit-lower" : "upper").input("F", factors);
  }

  private ProgramCall call(String program) {
    return lapwing.program(programs.named(program));
  }
}
