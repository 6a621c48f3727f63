package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;

/**
 * How urgent the tasks of a run are, as shares of its longest path: so that every executor puts a
 * task into the same class, whatever the size of the run. The longest path is the urgency of the
 * most urgent root, which every executor computes from the task graph.
 */
final class Urgencies {
  private final TaskGraph graph;
  private volatile double greatest = Double.NaN;

  Urgencies(TaskGraph graph) {
    this.graph = graph;
  }

  /** From 1 for a task at the beginning of the longest path to 0 at its end. */
  double of(long task) {
    double share = graph.urgency(task) / greatest();
    return Math.max(0, Math.min(1, share));
  }

  private double greatest() {
    double known = greatest;
    if (Double.isNaN(known)) {
      known = computed();
      greatest = known;
    }
    return known;
  }

  private double computed() {
    double[] most = {Double.MIN_NORMAL};
    graph.forEachRoot(root -> most[0] = Math.max(most[0], graph.urgency(root)));
    return most[0];
  }
}
