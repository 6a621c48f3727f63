package dev.lapwing.compiler;

import static dev.lapwing.compiler.Ast.constant;
import static dev.lapwing.compiler.Ast.less;
import static dev.lapwing.compiler.Ast.plus;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Guard.Relation;
import dev.lapwing.lambdapack.Node;
import java.util.ArrayList;
import java.util.List;

/** Loops within loops with guards inside, for random programs. */
record Nest(List<Node.Loop> loops, List<Guard> guards) {

  Expr.IndexValue index(int depth) {
    return loops.get(depth).index();
  }

  int depth() {
    return loops.size();
  }

  List<Expr> indices() {
    return loops.stream().map(l -> (Expr) l.index()).toList();
  }

  Nest with(Guard guard) {
    List<Guard> more = new ArrayList<>(guards);
    more.add(guard);
    return new Nest(loops, more);
  }

  /** The loops around a body. */
  Node around(List<Node> body) {
    List<Node> inner = body;
    for (int g = guards.size() - 1; g >= 0; g--) {
      inner = List.of(new Node.When(guards.get(g), inner));
    }
    for (int d = loops.size() - 1; d >= 0; d--) {
      Node.Loop l = loops.get(d);
      inner = List.of(new Node.Loop(l.index(), l.from(), l.to(), l.step(), inner));
    }
    return inner.get(0);
  }

  /** That expressions are the indices of an iteration; to be evaluated from left to right. */
  List<Guard> holdsFor(List<Expr> values) {
    Substitution at = new Substitution(values);
    List<Guard> all = new ArrayList<>();
    for (Node.Loop loop : loops) {
      Expr value = values.get(loop.index().depth());
      all.add(new Guard.Comparison(at.in(loop.from()), Relation.LESS_OR_EQUAL, value));
      all.add(less(value, at.in(loop.to())));
      if (!loop.step().equals(constant(1))) {
        Expr offset = new Expr.Difference(value, at.in(loop.from()));
        all.add(
            new Guard.Comparison(
                new Expr.Mod(offset, at.in(loop.step())), Relation.EQUAL, constant(0)));
      }
    }
    guards.forEach(g -> all.add(at.in(g)));
    return all;
  }

  static Guard inside(Expr value, Expr from, Expr to) {
    return new Guard.And(
        new Guard.Comparison(from, Relation.LESS_OR_EQUAL, value), less(value, plus(to, 0)));
  }
}
