package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;

/**
 * Which variables an expression or guard mentions, as a bit mask. Variable number {@code d} is the
 * loop index of depth {@code d}; after the deepest loop index follow the coordinates of the tile
 * that a query is about.
 */
final class Slots {
  private Slots() {}

  static long of(int slot) {
    return 1L << slot;
  }

  static boolean contains(long mask, int slot) {
    return (mask & of(slot)) != 0;
  }

  static long mentioned(Expr expr) {
    if (expr instanceof Expr.IndexValue index) {
      return of(index.depth());
    }
    long mask = 0;
    for (Expr operand : SubExpressions.operands(expr)) {
      mask |= mentioned(operand);
    }
    return mask;
  }

  static long mentioned(Guard guard) {
    if (guard instanceof Guard.Comparison c) {
      return mentioned(c.left()) | mentioned(c.right());
    } else if (guard instanceof Guard.And and) {
      return mentioned(and.left()) | mentioned(and.right());
    } else if (guard instanceof Guard.Or or) {
      return mentioned(or.left()) | mentioned(or.right());
    }
    return mentioned(((Guard.Not) guard).operand());
  }
}
