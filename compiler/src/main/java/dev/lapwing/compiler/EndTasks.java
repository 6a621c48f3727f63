package dev.lapwing.compiler;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * Finds the tasks at one end of the task graph: candidates by queries, of which a condition keeps
 * the right ones.
 */
final class EndTasks {

  /** Whether a candidate is at the end. */
  @FunctionalInterface
  interface Test {
    /** Whether a task is one of those looked for. */
    boolean holds(BoundStatement statement, long task);
  }

  private final TaskSpace tasks;
  private final List<List<BoundQuery>> candidates;
  private final int variables;
  private final Test test;

  /** The end whose candidates are found, without repetition, by queries for each statement. */
  EndTasks(TaskSpace tasks, List<List<BoundQuery>> candidates, int variables, Test test) {
    this.tasks = tasks;
    this.candidates = candidates;
    this.variables = variables;
    this.test = test;
  }

  void forEach(LongConsumer visitor) {
    for (BoundStatement statement : tasks.statements()) {
      for (BoundQuery query : candidates.get(statement.number())) {
        query.run(new long[variables], env -> visit(statement, env, visitor));
      }
    }
  }

  private boolean visit(BoundStatement statement, long[] env, LongConsumer visitor) {
    long task = statement.task(env);
    if (test.holds(statement, task)) {
      visitor.accept(task);
    }
    return false;
  }
}
