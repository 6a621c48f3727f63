package dev.lapwing.compiler;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Finds the tasks without parents. Statements that always read something written are left out when
 * the program is compiled; of the others only those tasks are looked at whose reads can all be
 * inputs.
 */
final class Roots {
  private final TaskSpace tasks;
  private final Writers writers;
  private final List<Optional<BoundQuery>> candidates;
  private final int variables;

  Roots(
      TaskSpace tasks,
      Writers writers,
      List<StatementQueries> statements,
      Specializer at,
      int variables) {
    this.tasks = tasks;
    this.writers = writers;
    this.variables = variables;
    candidates = statements.stream().map(s -> s.roots().map(q -> BoundQuery.of(q, at))).toList();
  }

  void forEach(LongConsumer visitor) {
    for (BoundStatement statement : tasks.statements()) {
      candidates
          .get(statement.number())
          .ifPresent(
              query -> query.run(new long[variables], env -> visit(statement, env, visitor)));
    }
  }

  private boolean visit(BoundStatement statement, long[] env, LongConsumer visitor) {
    long task = statement.task(env);
    if (writers.forEachParent(statement, task, (parent, edge) -> {}) == 0) {
      visitor.accept(task);
    }
    return false;
  }
}
