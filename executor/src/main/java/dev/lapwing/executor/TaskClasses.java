package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.List;

/** The task classes of a run: one for each statement of its program. */
final class TaskClasses {
  private static final long AFFORDABLE_TASKS = 100_000;

  private TaskClasses() {}

  /** The classes, by statement. */
  static List<TaskClass> of(Program program, TaskGraph graph) {
    List<TaskClass> classes = new ArrayList<>();
    for (Node.Statement statement : Statements.of(program)) {
      classes.add(
          new TaskClass(
              statement.number(), statement.kernel().id(), graph.taskCount(statement.number())));
    }
    return classes;
  }

  /** Whether so few tasks are there that all may be looked at to report on them. */
  static boolean isWalkAffordable(TaskGraph graph) {
    return graph.taskCount() <= AFFORDABLE_TASKS;
  }

  /** The floating-point operations of each class; zero where counting them is not affordable. */
  static double[] flops(TaskGraph graph, int classes) {
    double[] totals = new double[classes];
    if (isWalkAffordable(graph)) {
      graph.forEachTask(task -> totals[graph.statement(task)] += graph.call(task).flops());
    }
    return totals;
  }
}
