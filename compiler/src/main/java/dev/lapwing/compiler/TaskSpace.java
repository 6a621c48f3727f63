package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.List;

/** The tasks of all statements at given sizes, and their names. */
final class TaskSpace {
  private final BoundStatement[] statements;
  private final long names;

  TaskSpace(String program, List<Domain> domains, TileSpace tiles, Specializer at, Sizes sizes) {
    statements = new BoundStatement[domains.size()];
    long offset = 0;
    for (int s = 0; s < statements.length; s++) {
      TaskBox box = TaskBox.around(domains.get(s), sizes);
      statements[s] = new BoundStatement(domains.get(s), tiles, at, box, offset);
      offset = Math.addExact(offset, box.points());
      if (offset >= Interval.LIMIT) {
        throw new IllegalArgumentException(
            "program %s, %s: the loops span more than the 2^62 tasks that names can tell apart;"
                    .formatted(program, describe(statements[s]))
                + " use larger tiles");
      }
    }
    names = offset;
  }

  private static String describe(BoundStatement statement) {
    return statement.source().kernel().name() + " at " + statement.source().source();
  }

  BoundStatement[] statements() {
    return statements;
  }

  BoundStatement statement(int number) {
    if (number < 0 || number >= statements.length) {
      throw new IllegalArgumentException("no statement " + number + " among " + statements.length);
    }
    return statements[number];
  }

  BoundStatement statementOf(long task) {
    if (task < 0 || task >= names) {
      throw new IllegalArgumentException("no task has the name " + task);
    }
    int s = statements.length - 1;
    while (task < statements[s].offset()) {
      s--;
    }
    return statements[s];
  }

  /** Whether a number is a name that is used. */
  boolean isTask(long number) {
    if (number < 0 || number >= names) {
      return false;
    }
    BoundStatement statement = statementOf(number);
    long[] indices = new long[statement.depth()];
    statement.unpack(number, indices);
    return statement.isTask(indices);
  }

  /** The number of names, used or not. */
  long names() {
    return names;
  }

  /** A task in the words of the program: {@code gemm(i=0, j=3, k=2) at Cholesky.java:31}. */
  String describe(long task) {
    BoundStatement statement = statementOf(task);
    long[] env = new long[statement.depth()];
    statement.unpack(task, env);
    StringBuilder text = new StringBuilder(statement.source().kernel().name()).append("(");
    for (Domain.Range loop : statement.domain().loops()) {
      text.append(loop.slot() == 0 ? "" : ", ").append(loop.name());
      text.append("=").append(env[loop.slot()]);
    }
    return text.append(") at ").append(statement.source().source()).toString();
  }
}
