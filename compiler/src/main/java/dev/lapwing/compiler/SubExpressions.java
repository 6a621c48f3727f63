package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import java.util.List;
import java.util.function.Consumer;

/** The parts of an expression. */
final class SubExpressions {
  private SubExpressions() {}

  /** Visits an expression and everything inside it. */
  static void forEach(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    operands(expr).forEach(operand -> forEach(operand, visitor));
  }

  /** The direct operands, in order. */
  static List<Expr> operands(Expr expr) {
    if (expr instanceof Expr.Sum e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.Difference e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.Product e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.FloorDiv e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.Mod e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.Min e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.Max e) {
      return List.of(e.left(), e.right());
    } else if (expr instanceof Expr.Power e) {
      return List.of(e.exponent());
    } else if (expr instanceof Expr.CeilLog e) {
      return List.of(e.operand());
    }
    return List.of();
  }
}
