package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.ScalarArgument;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the kernel calls that tasks stand for: tiles, shapes, scalars, flops. */
final class Calls {

  /** Learns that a letter stands for two lengths. */
  @FunctionalInterface
  interface Disagreement {
    /** The letter, the length met first, and the other. */
    void found(char letter, long first, long second);
  }

  private final TileSpace tiles;
  private final Sizes sizes;
  private final Specializer at;
  private final Lengths[] rows;
  private final Lengths[] columns;

  Calls(TileSpace tiles, Sizes sizes, Specializer at) {
    this.tiles = tiles;
    this.sizes = sizes;
    this.at = at;
    rows = new Lengths[tiles.matrixCount()];
    columns = new Lengths[tiles.matrixCount()];
    for (int m = 0; m < rows.length; m++) {
      Matrix matrix = tiles.matrix(m);
      rows[m] = Lengths.of(matrix.rows(), sizes);
      columns[m] = Lengths.of(matrix.columns(), sizes);
    }
  }

  TaskCall call(BoundStatement statement, long task, long[] env) {
    Coordinates tile = new Coordinates(tiles.greatestRank());
    List<long[]> inputs = new ArrayList<>();
    for (Reference read : statement.reads()) {
      inputs.add(names(read, env, tile));
    }
    long[] outputs = new long[statement.writes().length];
    List<TaskCall.TileShape> shapes = new ArrayList<>();
    for (int w = 0; w < outputs.length; w++) {
      statement.writes()[w].locate(env, 0, tile);
      shapes.add(shape(tile));
      tiles.resolve(tile);
      outputs[w] = tiles.pack(tile);
    }
    LetterLengths letters = new LetterLengths();
    return new TaskCall(
        task,
        statement.source().kernel(),
        inputs,
        outputs,
        shapes,
        scalars(statement, env),
        flops(statement, env, tile, letters));
  }

  private long[] names(Reference read, long[] env, Coordinates tile) {
    long[] names = new long[Math.toIntExact(read.length(env))];
    for (int p = 0; p < names.length; p++) {
      read.tile(env, p, tile);
      names[p] = tiles.pack(tile);
    }
    return names;
  }

  /** The shape of a tile, before a version 0 is resolved. */
  TaskCall.TileShape shape(Coordinates located) {
    return new TaskCall.TileShape(
        Math.toIntExact(rows[located.matrix].of(located.index)),
        Math.toIntExact(columns[located.matrix].of(located.index)));
  }

  /** The number of elements of a tile, before a version 0 is resolved. */
  long elements(Coordinates located) {
    return rows[located.matrix].of(located.index) * columns[located.matrix].of(located.index);
  }

  /** Whether the tiles of a range lie side by side, along rows or along columns but not both. */
  boolean isSideBySide(Reference range) {
    return rows[range.matrix()].dependsOn(range.dimension())
        != columns[range.matrix()].dependsOn(range.dimension());
  }

  /** The number of elements of all tiles of a range that lie side by side. */
  long elements(Reference range, long[] env, Coordinates scratch) {
    range.locate(env, 0, scratch);
    long count = range.length(env);
    return rows[scratch.matrix].ofRange(scratch.index, range.dimension(), count)
        * columns[scratch.matrix].ofRange(scratch.index, range.dimension(), count);
  }

  private double[] scalars(BoundStatement statement, long[] env) {
    List<ScalarArgument> arguments = statement.source().scalars();
    double[] values = new double[arguments.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = scalar(arguments.get(k), env);
    }
    return values;
  }

  private double scalar(ScalarArgument argument, long[] env) {
    if (argument instanceof ScalarArgument.Literal literal) {
      return literal.value();
    } else if (argument instanceof ScalarArgument.Named named) {
      return sizes.scalars().get(named.name());
    }
    return at.code(((ScalarArgument.Computed) argument).value()).at(env);
  }

  /** The flops of a call, with scratch objects that may be used again. */
  double flops(BoundStatement statement, long[] env, Coordinates scratch, LetterLengths letters) {
    unify(statement, env, scratch, letters, (letter, first, second) -> {});
    return statement.source().kernel().flops().count(letters);
  }

  /** Finds the lengths of all letters of a call, and those that do not agree. */
  void unify(
      BoundStatement statement,
      long[] env,
      Coordinates scratch,
      LetterLengths letters,
      Disagreement disagreement) {
    Kernel kernel = statement.source().kernel();
    letters.clear();
    for (int r = 0; r < statement.reads().length; r++) {
      unify(statement.reads()[r], kernel.inputs().get(r), env, scratch, letters, disagreement);
    }
    for (int w = 0; w < statement.writes().length; w++) {
      unify(statement.writes()[w], kernel.outputs().get(w), env, scratch, letters, disagreement);
    }
  }

  private void unify(
      Reference reference,
      String shape,
      long[] env,
      Coordinates scratch,
      LetterLengths letters,
      Disagreement disagreement) {
    reference.locate(env, 0, scratch);
    if (reference.isRange() && !isAlongShape(reference)) {
      letters.setTerms(reference.length(env));
    }
    unify(shape.charAt(0), rows, reference, env, scratch, letters, disagreement);
    unify(shape.charAt(1), columns, reference, env, scratch, letters, disagreement);
  }

  private boolean isAlongShape(Reference range) {
    return rows[range.matrix()].dependsOn(range.dimension())
        || columns[range.matrix()].dependsOn(range.dimension());
  }

  private static void unify(
      char letter,
      Lengths[] lengths,
      Reference reference,
      long[] env,
      Coordinates first,
      LetterLengths letters,
      Disagreement disagreement) {
    Lengths of = lengths[first.matrix];
    long length =
        reference.isRange()
            ? of.ofRange(first.index, reference.dimension(), reference.length(env))
            : of.of(first.index);
    long known = letters.unify(letter, length);
    if (known != length) {
      disagreement.found(letter, known, length);
    }
  }
}
