package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import java.util.List;

/** Expressions and guards with other expressions in place of the loop indices. */
record Substitution(List<Expr> byDepth) {

  List<Expr> in(List<Expr> exprs) {
    return exprs.stream().map(this::in).toList();
  }

  Expr in(Expr expr) {
    if (expr instanceof Expr.IndexValue i) {
      return byDepth.get(i.depth());
    } else if (expr instanceof Expr.Sum e) {
      return new Expr.Sum(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.Difference e) {
      return new Expr.Difference(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.Product e) {
      return new Expr.Product(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.FloorDiv e) {
      return new Expr.FloorDiv(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.Mod e) {
      return new Expr.Mod(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.Min e) {
      return new Expr.Min(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.Max e) {
      return new Expr.Max(in(e.left()), in(e.right()));
    } else if (expr instanceof Expr.Power e) {
      return new Expr.Power(e.base(), in(e.exponent()));
    } else if (expr instanceof Expr.CeilLog e) {
      return new Expr.CeilLog(e.base(), in(e.operand()));
    }
    return expr;
  }

  Guard in(Guard guard) {
    if (guard instanceof Guard.And and) {
      return new Guard.And(in(and.left()), in(and.right()));
    } else if (guard instanceof Guard.Or or) {
      return new Guard.Or(in(or.left()), in(or.right()));
    } else if (guard instanceof Guard.Not not) {
      return new Guard.Not(in(not.operand()));
    }
    Guard.Comparison c = (Guard.Comparison) guard;
    return new Guard.Comparison(in(c.left()), c.relation(), in(c.right()));
  }
}
