package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Node;
import java.util.List;

/** A program's body at given sizes, run through in sequential order. */
final class Walk {

  /** Receives the tasks one by one. */
  @FunctionalInterface
  interface Visitor {
    /** A statement, and the loop indices at the start of {@code env}. */
    void visit(int statement, long[] env);
  }

  private sealed interface Piece {}

  private record Loop(int slot, Code from, Code to, Code step, Piece[] body) implements Piece {}

  private record When(Condition condition, Piece[] body) implements Piece {}

  private record Call(int statement) implements Piece {}

  private final Piece[] body;
  private final int variables;

  Walk(List<Node> body, int variables, Specializer at) {
    this.body = pieces(body, at);
    this.variables = variables;
  }

  private static Piece[] pieces(List<Node> body, Specializer at) {
    return body.stream().map(node -> piece(node, at)).toArray(Piece[]::new);
  }

  private static Piece piece(Node node, Specializer at) {
    if (node instanceof Node.Loop loop) {
      return new Loop(
          loop.index().depth(),
          at.code(loop.from()),
          at.code(loop.to()),
          at.code(loop.step()),
          pieces(loop.body(), at));
    } else if (node instanceof Node.When when) {
      return new When(at.condition(when.guard()), pieces(when.body(), at));
    }
    return new Call(((Node.Statement) node).number());
  }

  /**
   * Visits every task.
   *
   * @throws Undefined if a bound or a guard has no value
   */
  void run(Visitor visitor) {
    run(body, new long[variables], visitor);
  }

  private static void run(Piece[] pieces, long[] env, Visitor visitor) {
    for (Piece piece : pieces) {
      if (piece instanceof Call call) {
        visitor.visit(call.statement(), env);
      } else if (piece instanceof Loop loop) {
        run(loop, env, visitor);
      } else if (piece instanceof When when && when.condition().holds(env)) {
        run(when.body(), env, visitor);
      }
    }
  }

  private static void run(Loop loop, long[] env, Visitor visitor) {
    long from = loop.from().at(env);
    long to = loop.to().at(env);
    if (from >= to) {
      return;
    }
    long step = loop.step().at(env);
    if (step <= 0) {
      throw Undefined.step();
    }
    for (long value = from; value < to; value = Arithmetic.add(value, step)) {
      env[loop.slot()] = value;
      run(loop.body(), env, visitor);
    }
  }
}
