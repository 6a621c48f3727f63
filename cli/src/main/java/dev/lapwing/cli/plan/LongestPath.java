package dev.lapwing.cli.plan;

import dev.lapwing.cli.plan.Plan.CriticalPath;
import dev.lapwing.compiler.TaskGraph;

/** Finds the longest chain of tasks, while they are visited in the program's sequential order. */
final class LongestPath {
  private final TaskGraph graph;
  private final LongTable upTo = new LongTable();
  private CriticalPath longest = new CriticalPath(0, 0);

  LongestPath(TaskGraph graph) {
    this.graph = graph;
  }

  /** The next task; all its parents were visited. */
  void visit(long task, double flops) {
    Best before = new Best();
    graph.forEachParent(task, before);
    double path = before.flops + flops;
    int tasks = before.tasks + 1;
    upTo.put(task, path, tasks);
    if (path > longest.flops() || (path == longest.flops() && tasks > longest.tasks())) {
      longest = new CriticalPath(tasks, path);
    }
  }

  /** The longest chain among all visited tasks. */
  CriticalPath longest() {
    return longest;
  }

  /** The longest chain to any parent of a task. */
  private final class Best implements TaskGraph.EdgeVisitor {
    private double flops;
    private int tasks;

    @Override
    public void visit(long parent, int edge) {
      double path = upTo.amount(parent);
      int length = upTo.count(parent);
      if (path > flops || (path == flops && length > tasks)) {
        flops = path;
        tasks = length;
      }
    }
  }
}
