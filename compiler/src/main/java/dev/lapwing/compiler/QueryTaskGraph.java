package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** A task graph that answers by running dependence queries. */
final class QueryTaskGraph implements TaskGraph {
  private final Sizes sizes;
  private final String program;
  private final int variables;
  private final TileSpace tiles;
  private final TaskSpace tasks;
  private final Walk walk;
  private final BoundQuery[] taskQueries;
  private final Readers readers;
  private final ReaderCounts readerCounts;
  private final Writers writers;
  private final Calls calls;
  private final EndTasks roots;
  private final EndTasks terminals;
  private final Lazy<Urgency> urgency;
  private final Lazy<Verification> verification = new Lazy<>(() -> new GraphCheck(this).run());

  QueryTaskGraph(Queries queries, Sizes sizes) {
    this.sizes = sizes;
    this.program = queries.program().name();
    Specializer at = new Specializer(sizes);
    tiles = new TileSpace(queries.program(), at);
    int firstTileSlot = queries.firstTileSlot();
    variables = firstTileSlot + tiles.greatestRank();
    List<StatementQueries> statements = queries.statements();
    tasks =
        new TaskSpace(
            program, statements.stream().map(StatementQueries::domain).toList(), tiles, at, sizes);
    walk = new Walk(queries.program().body(), variables, at);
    taskQueries =
        statements.stream().map(s -> BoundQuery.of(s.tasks(), at)).toArray(BoundQuery[]::new);
    List<List<ReadSlot>> slotsOf = readSlots(statements, at);
    readers =
        new Readers(
            tiles,
            tasks.statements(),
            slotsOf.stream().flatMap(List::stream).toList(),
            firstTileSlot);
    readerCounts = new ReaderCounts(tiles, readers, statements, at, firstTileSlot);
    writers =
        new Writers(tiles, tasks, readers, slotsOf, writeSlots(statements, at), firstTileSlot);
    calls = new Calls(tiles, sizes, at);
    roots =
        new EndTasks(
            tasks,
            statements.stream().map(s -> bound(s.roots().stream().toList(), at)).toList(),
            variables,
            (s, task) -> writers.forEachParent(s, task, (parent, edge) -> {}) == 0);
    terminals =
        new EndTasks(
            tasks,
            queries.terminals().stream().map(candidates -> bound(candidates, at)).toList(),
            variables,
            (s, task) -> !readers.hasChild(s, task));
    urgency = new Lazy<>(() -> Urgency.estimate(queries, this));
  }

  private static List<BoundQuery> bound(List<DependenceQuery> queries, Specializer at) {
    return queries.stream().map(q -> BoundQuery.of(q, at)).toList();
  }

  private List<List<ReadSlot>> readSlots(List<StatementQueries> statements, Specializer at) {
    List<List<ReadSlot>> slots = new ArrayList<>();
    int number = 0;
    for (int s = 0; s < statements.size(); s++) {
      List<ReadSlot> own = new ArrayList<>();
      for (DependenceQuery query : statements.get(s).readers()) {
        BoundQuery bound = BoundQuery.of(query, at);
        own.add(new ReadSlot(number++, tasks.statement(s), own.size(), bound));
      }
      slots.add(own);
    }
    return slots;
  }

  private List<WriteSlot> writeSlots(List<StatementQueries> statements, Specializer at) {
    List<WriteSlot> slots = new ArrayList<>();
    for (int s = 0; s < statements.size(); s++) {
      List<DependenceQuery> own = statements.get(s).writers();
      for (int w = 0; w < own.size(); w++) {
        slots.add(new WriteSlot(tasks.statement(s), w, BoundQuery.of(own.get(w), at)));
      }
    }
    return slots;
  }

  @Override
  public Sizes sizes() {
    return sizes;
  }

  @Override
  public long taskCount() {
    long count = 0;
    for (BoundQuery query : taskQueries) {
      count = Math.addExact(count, query.count(new long[variables]));
    }
    return count;
  }

  @Override
  public long taskCount(int statement) {
    return taskQueries[tasks.statement(statement).number()].count(new long[variables]);
  }

  @Override
  public void forEachTask(LongConsumer visitor) {
    walk((statement, env) -> visitor.accept(statement.task(env)));
  }

  /** Receives the tasks with their variables. */
  @FunctionalInterface
  interface TaskVisitor {
    /** A statement, and the loop indices at the start of {@code env}, to be left as they are. */
    void visit(BoundStatement statement, long[] env);
  }

  /** Visits all tasks in sequential order. */
  void walk(TaskVisitor visitor) {
    BoundStatement[] statements = tasks.statements();
    try {
      walk.run((s, env) -> visitor.visit(statements[s], env));
    } catch (Undefined undefined) {
      throw new IllegalStateException(
          "program %s: %s, at %s; check the bounds and guards of its loops"
              .formatted(program, undefined.getMessage(), SizesText.of(sizes)),
          undefined);
    }
  }

  /** Visits one task of a statement, if it has any. */
  void visitAny(BoundStatement statement, TaskVisitor visitor) {
    taskQueries[statement.number()].run(
        new long[variables],
        env -> {
          visitor.visit(statement, env);
          return true;
        });
  }

  /** Whether there are more tasks than {@code most}; meets no more than those. */
  boolean hasMoreTasksThan(long most) {
    long[] count = {0};
    for (BoundQuery query : taskQueries) {
      if (query.run(new long[variables], env -> ++count[0] > most)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the program keeps its promises here; looks at every task, once. */
  Verification verification() {
    return verification.get();
  }

  String program() {
    return program;
  }

  TileSpace tiles() {
    return tiles;
  }

  TaskSpace tasks() {
    return tasks;
  }

  Calls calls() {
    return calls;
  }

  @Override
  public void forEachRoot(LongConsumer visitor) {
    roots.forEach(visitor);
  }

  @Override
  public void forEachTerminal(LongConsumer visitor) {
    terminals.forEach(visitor);
  }

  @Override
  public void forEachChild(long task, EdgeVisitor visitor) {
    readers.forEachChild(tasks.statementOf(task), task, visitor);
  }

  @Override
  public void forEachParent(long task, EdgeVisitor visitor) {
    writers.forEachParent(tasks.statementOf(task), task, visitor);
  }

  @Override
  public int inDegree(long task) {
    return writers.forEachParent(tasks.statementOf(task), task, (parent, edge) -> {});
  }

  @Override
  public int readerCount(long tile) {
    return readerCounts.count(unpacked(tile));
  }

  @Override
  public void forEachReader(long tile, LongConsumer visitor) {
    readers.forEachReader(unpacked(tile), (reader, edge) -> visitor.accept(reader));
  }

  @Override
  public long writer(long tile) {
    return writers.writer(unpacked(tile), new long[variables]);
  }

  private Coordinates unpacked(long tile) {
    Coordinates coordinates = new Coordinates(tiles.greatestRank());
    tiles.unpack(tile, coordinates);
    tiles.resolve(coordinates);
    return coordinates;
  }

  @Override
  public TaskCall call(long task) {
    BoundStatement statement = tasks.statementOf(task);
    long[] env = new long[variables];
    statement.unpack(task, env);
    try {
      return calls.call(statement, task, env);
    } catch (Undefined | IndexOutOfBoundsException invalid) {
      throw new IllegalStateException(
          "program %s: %s cannot be called: %s"
              .formatted(program, describeTask(task), invalid.getMessage()),
          invalid);
    }
  }

  @Override
  public boolean isTask(long number) {
    return tasks.isTask(number);
  }

  @Override
  public int statement(long task) {
    return tasks.statementOf(task).number();
  }

  @Override
  public long task(int statement, long... indices) {
    BoundStatement bound = tasks.statement(statement);
    if (indices.length != bound.depth() || !bound.isTask(indices)) {
      throw new IllegalArgumentException(
          "%s at %s has no task %s at %s"
              .formatted(
                  bound.source().kernel().name(),
                  bound.source().source(),
                  Arrays.toString(indices),
                  SizesText.of(sizes)));
    }
    return bound.task(indices);
  }

  @Override
  public long[] indices(long task) {
    BoundStatement statement = tasks.statementOf(task);
    long[] indices = new long[statement.depth()];
    statement.unpack(task, indices);
    return indices;
  }

  @Override
  public long tile(String matrix, long... indices) {
    Coordinates coordinates = new Coordinates(tiles.greatestRank());
    coordinates.matrix = tiles.number(matrix);
    int rank = tiles.matrix(coordinates.matrix).rank();
    if (indices.length != rank) {
      throw new IllegalArgumentException(
          "a tile of %s has %d indices, not %d".formatted(matrix, rank, indices.length));
    }
    System.arraycopy(indices, 0, coordinates.index, 0, rank);
    tiles.resolve(coordinates);
    return tiles.pack(coordinates);
  }

  @Override
  public TileAddress address(long tile) {
    return tiles.address(unpacked(tile));
  }

  @Override
  public double urgency(long task) {
    return urgency.get().of(task);
  }

  @Override
  public String describeTask(long task) {
    return tasks.describe(task);
  }

  @Override
  public String describeTile(long tile) {
    return address(tile).toString();
  }
}
