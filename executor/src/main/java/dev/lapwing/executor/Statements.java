package dev.lapwing.executor;

import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The statements of a program by their numbers. */
final class Statements {
  private Statements() {}

  static List<Node.Statement> of(Program program) {
    List<Node.Statement> statements = new ArrayList<>();
    collect(program.body(), statements);
    statements.sort(Comparator.comparingInt(Node.Statement::number));
    return statements;
  }

  private static void collect(List<Node> nodes, List<Node.Statement> statements) {
    for (Node node : nodes) {
      if (node instanceof Node.Loop loop) {
        collect(loop.body(), statements);
      } else if (node instanceof Node.When when) {
        collect(when.body(), statements);
      } else if (node instanceof Node.Statement statement) {
        statements.add(statement);
      }
    }
  }
}
