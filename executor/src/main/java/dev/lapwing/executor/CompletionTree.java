package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The items that tell when a run is done. Every task without children adds an edge to a leaf; a
 * full node adds an edge to the node above it; when the root is full, the run is done. No node
 * receives more than 512 edges, so that no item grows large and no item is written by everybody at
 * once.
 *
 * <p>A leaf collects the tasks whose names agree but for their last nine bits, and the edge's
 * number is those bits; so each executor computes the same tree from the task graph. Items are
 * numbered downwards from {@link #ROOT}, where no task has its name.
 */
final class CompletionTree {
  /** The item that is full when the run is done. */
  static final long ROOT = -1;

  /** The item that is done when all roots of the task graph were sent. */
  static final long SEEDED = -2;

  /** The item that is done when tasks were sent again, after the run had ended or got stuck. */
  static final long REVIVED = -3;

  private static final long FIRST_NODE = -4;
  private static final int BITS = 9;
  private static final int ARITY = 1 << BITS;

  private final long[] leaves;
  private final int[] terminals;
  private final long[] levelStarts;
  private final int[] levelSizes;

  private CompletionTree(long[] leaves, int[] terminals, long[] levelStarts, int[] levelSizes) {
    this.leaves = leaves;
    this.terminals = terminals;
    this.levelStarts = levelStarts;
    this.levelSizes = levelSizes;
  }

  static CompletionTree of(TaskGraph graph) {
    TreeMap<Long, Integer> counts = new TreeMap<>();
    graph.forEachTerminal(task -> counts.merge(task >> BITS, 1, Integer::sum));
    long[] leaves = counts.keySet().stream().mapToLong(Long::longValue).toArray();
    int[] terminals = counts.values().stream().mapToInt(Integer::intValue).toArray();
    int levels = 1;
    for (int size = leaves.length; size > 1; size = parents(size)) {
      levels++;
    }
    long[] starts = new long[levels];
    int[] sizes = new int[levels];
    long next = FIRST_NODE;
    int size = leaves.length;
    for (int level = 0; level < levels; level++) {
      starts[level] = next;
      sizes[level] = size;
      next -= size;
      size = parents(size);
    }
    return new CompletionTree(leaves, terminals, starts, sizes);
  }

  /** Whether there is no task at all. */
  boolean isEmpty() {
    return leaves.length == 0;
  }

  /** The node that a task without children adds an edge to. */
  Node leafOf(long task) {
    return new Node(0, Arrays.binarySearch(leaves, task >> BITS), (int) (task & (ARITY - 1)));
  }

  private static int parents(int nodes) {
    return (nodes + ARITY - 1) / ARITY;
  }

  /** One edge into a node: the node's level and place in it, and the edge's number. */
  final class Node {
    private final int level;
    private final int place;
    private final int edge;

    private Node(int level, int place, int edge) {
      this.level = level;
      this.place = place;
      this.edge = edge;
    }

    long item() {
      return isRoot() ? ROOT : levelStarts[level] - place;
    }

    int edge() {
      return edge;
    }

    /** How many edges fill the node. */
    int degree() {
      return level == 0 ? terminals[place] : Math.min(ARITY, levelSizes[level - 1] - place * ARITY);
    }

    boolean isRoot() {
      return level == levelSizes.length - 1;
    }

    /** The edge from this node to the one above it. */
    Node above() {
      return new Node(level + 1, place / ARITY, place % ARITY);
    }
  }
}
