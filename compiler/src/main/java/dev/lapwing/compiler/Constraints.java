package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Guard.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rewrites guards and inequalities as equivalent conjunctions of simple constraints, so that as
 * many of them as possible are linear and can bind or bound an index.
 */
final class Constraints {
  private Constraints() {}

  /** The conjunction that a guard stands for. */
  static List<Constraint> of(Guard guard) {
    if (guard instanceof Guard.And and) {
      List<Constraint> both = new ArrayList<>(of(and.left()));
      both.addAll(of(and.right()));
      return both;
    }
    if (guard instanceof Guard.Not not) {
      return negated(not.operand());
    }
    if (guard instanceof Guard.Comparison c) {
      return comparison(c);
    }
    return List.of(new Constraint.Holds(guard));
  }

  private static List<Constraint> negated(Guard guard) {
    if (guard instanceof Guard.Not not) {
      return of(not.operand());
    }
    if (guard instanceof Guard.Or or) {
      List<Constraint> neither = new ArrayList<>(negated(or.left()));
      neither.addAll(negated(or.right()));
      return neither;
    }
    if (guard instanceof Guard.Comparison c) {
      return switch (c.relation()) {
        case LESS -> comparison(new Guard.Comparison(c.right(), Relation.LESS_OR_EQUAL, c.left()));
        case LESS_OR_EQUAL -> comparison(new Guard.Comparison(c.right(), Relation.LESS, c.left()));
        case EQUAL -> comparison(new Guard.Comparison(c.left(), Relation.NOT_EQUAL, c.right()));
        case NOT_EQUAL -> comparison(new Guard.Comparison(c.left(), Relation.EQUAL, c.right()));
      };
    }
    return List.of(new Constraint.Holds(new Guard.Not(guard)));
  }

  private static List<Constraint> comparison(Guard.Comparison c) {
    Polynomial slack = Polynomial.of(c.right()).minus(Polynomial.of(c.left()));
    return switch (c.relation()) {
      case LESS -> notNegative(slack.plus(-1));
      case LESS_OR_EQUAL -> notNegative(slack);
      case EQUAL -> List.of(new Constraint.Zero(slack));
      case NOT_EQUAL -> List.of(new Constraint.Holds(c));
    };
  }

  /**
   * {@code value >= 0} without those min, max and floorDiv that a conjunction can express. With
   * {@code c > 0}: {@code c min(a, b) + r >= 0} iff both {@code c a + r >= 0} and {@code c b + r >=
   * 0}; likewise for {@code -c max(a, b)}. With {@code d > 0}: {@code floorDiv(a, d) + r >= 0} iff
   * {@code a + d r >= 0}, and {@code r - floorDiv(a, d) >= 0} iff {@code d r + d - 1 - a >= 0}.
   */
  static List<Constraint> notNegative(Polynomial value) {
    for (Map.Entry<Monomial, Long> term : value.terms().entrySet()) {
      if (term.getKey().factors().length == 1) {
        Expr factor = term.getKey().factors()[0].expr();
        long c = term.getValue();
        Polynomial rest = value.minus(Polynomial.monomial(term.getKey(), c));
        if (factor instanceof Expr.Min min && c > 0) {
          return both(rest, c, min.left(), min.right());
        } else if (factor instanceof Expr.Max max && c < 0) {
          return both(rest, c, max.left(), max.right());
        } else if (factor instanceof Expr.FloorDiv f && Math.abs(c) == 1 && isFixed(f.right())) {
          return notNegative(withoutDivision(f, c, rest));
        }
      }
    }
    return List.of(new Constraint.NotNegative(value));
  }

  private static List<Constraint> both(Polynomial rest, long c, Expr left, Expr right) {
    List<Constraint> both = new ArrayList<>();
    both.addAll(notNegative(rest.plus(Polynomial.of(left).times(c))));
    both.addAll(notNegative(rest.plus(Polynomial.of(right).times(c))));
    return both;
  }

  private static Polynomial withoutDivision(Expr.FloorDiv f, long sign, Polynomial rest) {
    Polynomial dividend = Polynomial.of(f.left());
    Polynomial divisor = Polynomial.of(f.right());
    Polynomial scaled = rest.times(divisor);
    return sign > 0 ? dividend.plus(scaled) : scaled.plus(divisor).plus(-1).minus(dividend);
  }

  private static boolean isFixed(Expr divisor) {
    return Slots.mentioned(divisor) == 0;
  }

  /** Inequalities that follow from an equation. */
  static List<Constraint> impliedBy(Constraint.Zero equation) {
    List<Constraint> implied = new ArrayList<>(notNegative(equation.value()));
    implied.addAll(notNegative(equation.value().times(-1)));
    return implied;
  }
}
