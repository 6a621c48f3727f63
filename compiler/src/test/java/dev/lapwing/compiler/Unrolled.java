package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All tasks and edges of a program, found by running its loops: what the task graph must agree
 * with. Shares nothing with the compiler.
 */
final class Unrolled {

  /** A statement and its loop indices. */
  record Task(int statement, List<Long> indices) {}

  /** A task with what it touches. */
  record Execution(
      Task task, List<TileAddress> reads, List<TileAddress> writes, Set<Integer> rangeLengths) {}

  private final Program program;
  private final Sizes sizes;
  private final List<Execution> executions = new ArrayList<>();
  private final Map<TileAddress, Task> writers = new LinkedHashMap<>();
  private final Map<Task, Map<Task, Integer>> children = new LinkedHashMap<>();
  private final Map<Task, Map<Task, Integer>> parents = new LinkedHashMap<>();
  private final Map<TileAddress, Set<Task>> readers = new LinkedHashMap<>();

  Unrolled(Program program, Sizes sizes) {
    this.program = program;
    this.sizes = sizes;
    program.body().forEach(node -> run(node, new ArrayList<>()));
    executions.forEach(e -> e.writes().forEach(tile -> writers.put(tile, e.task())));
    executions.forEach(this::connect);
  }

  List<Execution> executions() {
    return executions;
  }

  List<Task> tasks() {
    return executions.stream().map(Execution::task).toList();
  }

  /** By task: its children, with the number of the edge. */
  Map<Task, Map<Task, Integer>> allChildren() {
    return complete(children);
  }

  /** By task: its parents, with the number of the edge. */
  Map<Task, Map<Task, Integer>> allParents() {
    return complete(parents);
  }

  private Map<Task, Map<Task, Integer>> complete(Map<Task, Map<Task, Integer>> neighbours) {
    Map<Task, Map<Task, Integer>> all = new LinkedHashMap<>();
    tasks().forEach(t -> all.put(t, neighbours.getOrDefault(t, Map.of())));
    return all;
  }

  Set<Task> roots() {
    return without(parents);
  }

  Set<Task> terminals() {
    return without(children);
  }

  private Set<Task> without(Map<Task, Map<Task, Integer>> neighbours) {
    Set<Task> found = new HashSet<>(tasks());
    found.removeAll(neighbours.keySet());
    return found;
  }

  Map<TileAddress, Task> writers() {
    return writers;
  }

  Map<TileAddress, Set<Task>> readers() {
    return readers;
  }

  long edges() {
    return children.values().stream().mapToLong(Map::size).sum();
  }

  /** The extents of a matrix. */
  static List<Long> extents(Matrix matrix, Sizes sizes) {
    Program empty = Ast.program("extents", List.of(matrix));
    return new Unrolled(empty, sizes).values(matrix.extents(), List.of());
  }

  private void connect(Execution reader) {
    for (int position = 0; position < reader.reads().size(); position++) {
      TileAddress tile = reader.reads().get(position);
      readers.computeIfAbsent(tile, t -> new LinkedHashSet<>()).add(reader.task());
      Task writer = writers.get(tile);
      if (writer != null) {
        parents
            .computeIfAbsent(reader.task(), t -> new LinkedHashMap<>())
            .putIfAbsent(writer, position);
        children
            .computeIfAbsent(writer, t -> new LinkedHashMap<>())
            .putIfAbsent(reader.task(), position);
      }
    }
  }

  private void run(Node node, List<Long> env) {
    if (node instanceof Node.Loop loop) {
      long to = value(loop.to(), env);
      for (long v = value(loop.from(), env); v < to; v += value(loop.step(), env)) {
        List<Long> inner = new ArrayList<>(env);
        inner.add(v);
        loop.body().forEach(child -> run(child, inner));
      }
    } else if (node instanceof Node.When when) {
      if (holds(when.guard(), env)) {
        when.body().forEach(child -> run(child, env));
      }
    } else {
      execute((Node.Statement) node, env);
    }
  }

  private void execute(Node.Statement statement, List<Long> env) {
    List<TileAddress> reads = new ArrayList<>();
    Set<Integer> rangeLengths = new HashSet<>();
    for (Operand operand : statement.reads()) {
      if (operand instanceof Operand.TileRange range) {
        int before = reads.size();
        long to = value(range.to(), env);
        for (long v = value(range.from(), env); v < to; v++) {
          List<Long> indices = values(range.indices(), env);
          indices.set(range.dimension(), v);
          reads.add(resolved(range.matrix(), indices));
        }
        rangeLengths.add(reads.size() - before);
      } else {
        reads.add(tile((Operand.TileRef) operand, env));
      }
    }
    List<TileAddress> writes = statement.writes().stream().map(w -> tile(w, env)).toList();
    executions.add(
        new Execution(new Task(statement.number(), List.copyOf(env)), reads, writes, rangeLengths));
  }

  private TileAddress tile(Operand.TileRef tile, List<Long> env) {
    return resolved(tile.matrix(), values(tile.indices(), env));
  }

  private TileAddress resolved(String name, List<Long> indices) {
    Matrix matrix =
        program.matrices().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    return matrix.base().isPresent() && indices.get(0) == 0
        ? resolved(matrix.base().get(), indices.subList(1, indices.size()))
        : new TileAddress(name, indices);
  }

  private List<Long> values(List<Expr> exprs, List<Long> env) {
    List<Long> values = new ArrayList<>();
    exprs.forEach(e -> values.add(value(e, env)));
    return values;
  }

  private boolean holds(Guard guard, List<Long> env) {
    if (guard instanceof Guard.And and) {
      return holds(and.left(), env) && holds(and.right(), env);
    } else if (guard instanceof Guard.Or or) {
      return holds(or.left(), env) || holds(or.right(), env);
    } else if (guard instanceof Guard.Not not) {
      return !holds(not.operand(), env);
    }
    Guard.Comparison c = (Guard.Comparison) guard;
    long left = value(c.left(), env);
    long right = value(c.right(), env);
    return switch (c.relation()) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
    };
  }

  private long value(Expr expr, List<Long> env) {
    if (expr instanceof Expr.Constant c) {
      return c.value();
    } else if (expr instanceof Expr.TileCount t) {
      return sizes.partitions().get(t.size().name()).tiles();
    } else if (expr instanceof Expr.ParameterValue p) {
      return sizes.parameters().get(p.parameter().name());
    } else if (expr instanceof Expr.IndexValue i) {
      return env.get(i.depth());
    } else if (expr instanceof Expr.Sum s) {
      return value(s.left(), env) + value(s.right(), env);
    } else if (expr instanceof Expr.Difference d) {
      return value(d.left(), env) - value(d.right(), env);
    } else if (expr instanceof Expr.Product p) {
      return value(p.left(), env) * value(p.right(), env);
    } else if (expr instanceof Expr.FloorDiv f) {
      return Math.floorDiv(value(f.left(), env), value(f.right(), env));
    } else if (expr instanceof Expr.Mod m) {
      return Math.floorMod(value(m.left(), env), value(m.right(), env));
    } else if (expr instanceof Expr.Min m) {
      return Math.min(value(m.left(), env), value(m.right(), env));
    } else if (expr instanceof Expr.Max m) {
      return Math.max(value(m.left(), env), value(m.right(), env));
    } else if (expr instanceof Expr.Power p) {
      return BigInteger.valueOf(p.base())
          .pow(Math.toIntExact(value(p.exponent(), env)))
          .longValueExact();
    }
    Expr.CeilLog log = (Expr.CeilLog) expr;
    long exponent = 0;
    for (long power = 1; power < value(log.operand(), env); power *= log.base()) {
      exponent++;
    }
    return exponent;
  }

  /** How often each statement runs. */
  Map<Integer, Long> counts() {
    Map<Integer, Long> counts = new TreeMap<>();
    tasks().forEach(t -> counts.merge(t.statement(), 1L, Long::sum));
    return counts;
  }
}
