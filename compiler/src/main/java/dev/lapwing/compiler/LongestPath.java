package dev.lapwing.compiler;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the longest path through a task graph by one sweep in sequential order, in which every
 * writer comes before its readers. For every tile it remembers the longest paths that end with its
 * writer, in an open hash table.
 */
final class LongestPath {
  private static final long FREE = -1;
  private static final int FIRST_CAPACITY = 1 << 10;

  private final QueryTaskGraph graph;
  private final Coordinates tile;
  private final LetterLengths letters = new LetterLengths();
  private long[] names = new long[FIRST_CAPACITY];
  private long[] tasks = new long[FIRST_CAPACITY];
  private double[] flops = new double[FIRST_CAPACITY];
  private int size;
  private long mostTasks;
  private double mostFlops;

  private LongestPath(QueryTaskGraph graph) {
    this.graph = graph;
    this.tile = new Coordinates(graph.tiles().greatestRank());
    Arrays.fill(names, FREE);
  }

  /** The longest path, unless there are more tasks than {@code most}. */
  static Optional<Plan.CriticalPath> of(QueryTaskGraph graph, long most) {
    if (graph.taskCount() > most) {
      return Optional.empty();
    }
    LongestPath path = new LongestPath(graph);
    graph.walk(path::visit);
    return Optional.of(new Plan.CriticalPath(path.mostTasks, path.mostFlops));
  }

  private void visit(BoundStatement statement, long[] env) {
    long longest = 0;
    double costliest = 0;
    for (Reference read : statement.reads()) {
      long length = read.length(env);
      for (long p = 0; p < length && !graph.tiles().isInput(read.matrix()); p++) {
        read.tile(env, p, tile);
        int slot = slot(names, graph.tiles().pack(tile));
        longest = Math.max(longest, tasks[slot]);
        costliest = Math.max(costliest, flops[slot]);
      }
    }
    longest++;
    costliest += graph.calls().flops(statement, env, tile, letters);
    mostTasks = Math.max(mostTasks, longest);
    mostFlops = Math.max(mostFlops, costliest);
    for (Reference write : statement.writes()) {
      write.tile(env, 0, tile);
      put(graph.tiles().pack(tile), longest, costliest);
    }
  }

  private void put(long name, long longest, double costliest) {
    if (2 * size >= names.length) {
      grow();
    }
    int slot = slot(names, name);
    names[slot] = name;
    tasks[slot] = longest;
    flops[slot] = costliest;
    size++;
  }

  private void grow() {
    long[] oldNames = names;
    long[] oldTasks = tasks;
    double[] oldFlops = flops;
    names = new long[2 * oldNames.length];
    tasks = new long[names.length];
    flops = new double[names.length];
    Arrays.fill(names, FREE);
    for (int k = 0; k < oldNames.length; k++) {
      if (oldNames[k] != FREE) {
        int slot = slot(names, oldNames[k]);
        names[slot] = oldNames[k];
        tasks[slot] = oldTasks[k];
        flops[slot] = oldFlops[k];
      }
    }
  }

  private static int slot(long[] table, long name) {
    return TileSet.slot(table, name);
  }
}
