package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the promises of a program at given sizes, in one pass over its tasks. */
final class GraphCheck {
  private static final int MOST_EXAMPLES = 10;

  /** A task that reads a tile which nobody wrote before it. */
  private record EarlyRead(long reader, long tile) {}

  private final QueryTaskGraph graph;
  private final TileSpace tiles;
  private final Sizes sizes;
  private final TileSet written;
  private final TileSet read;
  private final Coordinates tile;
  private final LetterLengths letters = new LetterLengths();
  private final Set<Violation> violations = new LinkedHashSet<>();
  private final List<Violation> warnings = new ArrayList<>();
  private final List<EarlyRead> earlyReads = new ArrayList<>();
  private long tasks;

  GraphCheck(QueryTaskGraph graph) {
    this.graph = graph;
    this.tiles = graph.tiles();
    this.sizes = graph.sizes();
    this.written = new TileSet(tiles.names());
    this.read = new TileSet(tiles.names());
    this.tile = new Coordinates(tiles.greatestRank());
  }

  Verification run() {
    try {
      graph.walk(this::task);
      earlyReads.forEach(this::explain);
    } catch (IllegalStateException notEvaluable) {
      report(new Violation.NotEvaluable("a loop or guard", notEvaluable.getMessage(), sizes));
    }
    if (violations.isEmpty()) {
      outputs();
      written.forEach(this::requireReader);
    }
    return violations.isEmpty()
        ? new Verification.Verified(tasks, warnings)
        : new Verification.Rejected(graph.program(), List.copyOf(violations));
  }

  private void report(Violation violation) {
    if (violations.size() < MOST_EXAMPLES) {
      violations.add(violation);
    }
  }

  private void task(BoundStatement statement, long[] env) {
    tasks++;
    try {
      int before = violations.size();
      for (Reference reference : statement.reads()) {
        reads(statement, reference, env);
      }
      for (Reference reference : statement.writes()) {
        writes(statement, reference, env);
      }
      if (violations.size() == before) {
        shapes(statement, env);
      }
    } catch (Undefined | IndexOutOfBoundsException noValue) {
      report(new Violation.NotEvaluable(name(statement, env), noValue.getMessage(), sizes));
    }
  }

  private String name(BoundStatement statement, long[] env) {
    return graph.describeTask(statement.task(env));
  }

  private void reads(BoundStatement statement, Reference reference, long[] env) {
    long length = reference.length(env);
    for (long p = 0; p < length; p++) {
      reference.locate(env, p, tile);
      if (isInside(statement, env)) {
        tiles.resolve(tile);
        read(statement, env);
      }
    }
  }

  private void read(BoundStatement statement, long[] env) {
    if (!tiles.isInput(tile.matrix)) {
      long name = tiles.pack(tile);
      read.add(name);
      if (!written.contains(name) && earlyReads.size() < MOST_EXAMPLES) {
        earlyReads.add(new EarlyRead(statement.task(env), name));
      }
    }
  }

  private boolean isInside(BoundStatement statement, long[] env) {
    if (tiles.contains(tile)) {
      return true;
    }
    List<Long> extents = Arrays.stream(tiles.extents(tile.matrix)).boxed().toList();
    String task = name(statement, env);
    report(new Violation.OutOfBounds(tiles.address(tile), extents, task, sizes));
    return false;
  }

  private void writes(BoundStatement statement, Reference reference, long[] env) {
    reference.locate(env, 0, tile);
    if (!isInside(statement, env)) {
      return;
    }
    boolean isVersionZero = tiles.base(tile.matrix) >= 0 && tile.index[0] == 0;
    if (tiles.isInput(tile.matrix) || isVersionZero) {
      report(new Violation.InputWritten(tiles.address(tile), name(statement, env), sizes));
    } else if (!written.add(tiles.pack(tile))) {
      TileAddress address = tiles.address(tile);
      String first = firstWriter(tiles.pack(tile)).orElseThrow();
      report(new Violation.WrittenTwice(address, first, name(statement, env), sizes));
    }
  }

  /** The first task in sequential order that writes a tile, found by looking at all again. */
  private Optional<String> firstWriter(long wanted) {
    List<String> found = new ArrayList<>();
    Coordinates output = new Coordinates(tiles.greatestRank());
    graph.walk(
        (statement, env) -> {
          for (Reference write : statement.writes()) {
            write.locate(env, 0, output);
            if (found.isEmpty() && tiles.contains(output) && tiles.pack(output) == wanted) {
              found.add(name(statement, env));
            }
          }
        });
    return found.stream().findFirst();
  }

  private void explain(EarlyRead early) {
    String reader = graph.describeTask(early.reader());
    TileAddress address = graph.address(early.tile());
    report(
        written.contains(early.tile())
            ? new Violation.ReadBeforeWritten(
                address, reader, firstWriter(early.tile()).orElseThrow(), sizes)
            : new Violation.NeverWritten(address, reader, sizes));
  }

  private void shapes(BoundStatement statement, long[] env) {
    graph
        .calls()
        .unify(
            statement,
            env,
            tile,
            letters,
            (letter, first, second) ->
                report(
                    new Violation.ShapesDisagree(
                        letter, name(statement, env), first, second, sizes)));
    long length = -1;
    for (Reference reference : statement.reads()) {
      if (reference.isRange()) {
        long own = reference.length(env);
        if (length >= 0 && own != length) {
          report(new Violation.RangesDisagree(name(statement, env), length, own, sizes));
        }
        length = own;
      }
    }
  }

  private void outputs() {
    for (int m = 0; m < tiles.matrixCount(); m++) {
      Matrix matrix = tiles.matrix(m);
      if (matrix.role() == Matrix.Role.OUTPUT) {
        tiles.forEach(m, output -> requireWritten(matrix, output));
      }
    }
  }

  private void requireWritten(Matrix matrix, Coordinates output) {
    boolean meant =
        matrix.structure() == Matrix.Structure.FULL
            || matrix.structure().holds(output.index[0], output.index[1]);
    if (meant && !written.contains(tiles.pack(output))) {
      report(new Violation.OutputNotWritten(tiles.address(output), sizes));
    }
  }

  private void requireReader(long name) {
    if (warnings.size() < MOST_EXAMPLES && !read.contains(name)) {
      tiles.unpack(name, tile);
      if (tiles.matrix(tile.matrix).role() == Matrix.Role.SCRATCH) {
        TileAddress address = tiles.address(tile);
        warnings.add(new Violation.WrittenInVain(address, firstWriter(name).orElseThrow(), sizes));
      }
    }
  }
}
