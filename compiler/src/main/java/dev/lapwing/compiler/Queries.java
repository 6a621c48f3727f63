package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A program with the dependence queries of its statements. */
final class Queries implements CompiledProgram {
  private final Program program;
  private final int firstTileSlot;
  private final List<StatementQueries> statements;
  private final List<List<DependenceQuery>> terminals;
  private final Lazy<byte[]> encoded;
  private volatile Optional<TaskGraph> latest = Optional.empty();

  private Queries(Program program, int firstTileSlot, List<StatementQueries> statements) {
    this.program = program;
    this.encoded = new Lazy<>(() -> Encoding.encode(program));
    this.firstTileSlot = firstTileSlot;
    this.statements = statements;
    this.terminals =
        statements.stream()
            .map(s -> TerminalPlanner.candidates(s, statements, firstTileSlot))
            .toList();
  }

  static Queries plan(Program program) {
    List<Domain> domains = Domain.ofStatements(program.body());
    Map<String, Matrix> matrices =
        program.matrices().stream().collect(Collectors.toMap(Matrix::name, Function.identity()));
    int deepest = domains.stream().mapToInt(d -> d.loops().size()).max().orElse(0);
    List<StatementQueries> statements =
        domains.stream().map(d -> StatementQueries.plan(d, deepest, matrices)).toList();
    return new Queries(program, deepest, statements);
  }

  @Override
  public Program program() {
    return program;
  }

  /** The queries of every statement, by number. */
  List<StatementQueries> statements() {
    return statements;
  }

  /** By statement: queries that find at least the tasks without children. */
  List<List<DependenceQuery>> terminals() {
    return terminals;
  }

  /** The variable that holds the first index of the tile that a query is about. */
  int firstTileSlot() {
    return firstTileSlot;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Queries queries && program.equals(queries.program);
  }

  @Override
  public int hashCode() {
    return program.hashCode();
  }

  @Override
  public TaskGraph at(Sizes sizes) {
    Optional<TaskGraph> known = latest.filter(graph -> graph.sizes().equals(sizes));
    if (known.isPresent()) {
      return known.get();
    }
    SizesCheck.check(program, sizes);
    TaskGraph graph = new QueryTaskGraph(this, sizes);
    latest = Optional.of(graph);
    return graph;
  }

  @Override
  public byte[] encode() {
    return encoded.get().clone();
  }
}
