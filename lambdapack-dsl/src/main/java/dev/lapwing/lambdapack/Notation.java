package dev.lapwing.lambdapack;

import dev.lapwing.lambdapack.Expr.CeilLog;
import dev.lapwing.lambdapack.Expr.Constant;
import dev.lapwing.lambdapack.Expr.Difference;
import dev.lapwing.lambdapack.Expr.FloorDiv;
import dev.lapwing.lambdapack.Expr.IndexValue;
import dev.lapwing.lambdapack.Expr.Max;
import dev.lapwing.lambdapack.Expr.Min;
import dev.lapwing.lambdapack.Expr.Mod;
import dev.lapwing.lambdapack.Expr.ParameterValue;
import dev.lapwing.lambdapack.Expr.Power;
import dev.lapwing.lambdapack.Expr.Product;
import dev.lapwing.lambdapack.Expr.Sum;
import dev.lapwing.lambdapack.Expr.TileCount;
import java.util.ArrayList;
import java.util.List;

/** Writes expressions, guards and operands as a mathematician would, with few parentheses. */
final class Notation {

  private static final int SUM = 1;
  private static final int PRODUCT = 2;
  private static final int ATOM = 3;

  private Notation() {}

  static String of(Expr expression) {
    if (expression instanceof Constant constant) {
      return Long.toString(constant.value());
    } else if (expression instanceof TileCount count) {
      return count.size().name();
    } else if (expression instanceof ParameterValue value) {
      return value.parameter().name();
    } else if (expression instanceof IndexValue index) {
      return index.name();
    } else if (expression instanceof Sum sum) {
      return at(SUM, sum.left()) + " + " + at(SUM, sum.right());
    } else if (expression instanceof Difference difference) {
      return at(SUM, difference.left()) + " - " + at(PRODUCT, difference.right());
    } else if (expression instanceof Product product) {
      return at(PRODUCT, product.left()) + " * " + at(PRODUCT, product.right());
    } else {
      return function(expression);
    }
  }

  private static String function(Expr expression) {
    if (expression instanceof FloorDiv quotient) {
      return quotient(quotient);
    } else if (expression instanceof Mod mod) {
      return "mod(" + of(mod.left()) + ", " + of(mod.right()) + ")";
    } else if (expression instanceof Power power) {
      return power.base() + "^" + at(ATOM, power.exponent());
    } else if (expression instanceof CeilLog log) {
      String base = log.base() == 2 ? "ceilLog2(" : "ceilLog(" + log.base() + ", ";
      return base + of(log.operand()) + ")";
    } else if (expression instanceof Min min) {
      return "min(" + of(min.left()) + ", " + of(min.right()) + ")";
    } else if (expression instanceof Max max) {
      return "max(" + of(max.left()) + ", " + of(max.right()) + ")";
    }
    throw new AssertionError("no notation for " + expression.getClass());
  }

  /** {@code floor((a + b - 1) / b)} is how the language writes {@code ceil(a / b)}. */
  private static String quotient(FloorDiv quotient) {
    boolean roundsUp = quotient.left() instanceof Sum sum
        && sum.right().equals(Arithmetic.difference(quotient.right(), Arithmetic.ONE));
    if (roundsUp && quotient.left() instanceof Sum sum) {
      return "ceil(" + ratio(sum.left(), quotient.right()) + ")";
    }
    return "floor(" + ratio(quotient.left(), quotient.right()) + ")";
  }

  private static String ratio(Expr left, Expr right) {
    return at(PRODUCT, left) + " / " + at(ATOM, right);
  }

  private static String at(int least, Expr expression) {
    String text = of(expression);
    return precedence(expression) < least ? "(" + text + ")" : text;
  }

  private static int precedence(Expr expression) {
    if (expression instanceof Sum || expression instanceof Difference) {
      return SUM;
    }
    boolean negative = expression instanceof Constant constant && constant.value() < 0;
    return expression instanceof Product || negative ? PRODUCT : ATOM;
  }

  static String of(Guard guard) {
    if (guard instanceof Guard.Comparison comparison) {
      return of(comparison.left()) + symbol(comparison.relation()) + of(comparison.right());
    } else if (guard instanceof Guard.And and) {
      return operandOfAnd(and.left()) + " and " + operandOfAnd(and.right());
    } else if (guard instanceof Guard.Or or) {
      return of(or.left()) + " or " + of(or.right());
    } else if (guard instanceof Guard.Not not) {
      return "not (" + of(not.operand()) + ")";
    }
    throw new AssertionError("no notation for " + guard.getClass());
  }

  private static String operandOfAnd(Guard guard) {
    return guard instanceof Guard.Or ? "(" + of(guard) + ")" : of(guard);
  }

  private static String symbol(Guard.Relation relation) {
    return switch (relation) {
      case LESS -> " < ";
      case LESS_OR_EQUAL -> " <= ";
      case EQUAL -> " == ";
      case NOT_EQUAL -> " != ";
    };
  }

  static String of(Operand operand) {
    if (operand instanceof Operand.TileRef tile) {
      return tile.matrix() + bracketed(texts(tile.indices()));
    } else if (operand instanceof Operand.TileRange range) {
      List<String> texts = texts(range.indices());
      texts.set(range.dimension(), of(range.from()) + " : " + of(range.to()));
      return range.matrix() + bracketed(texts);
    }
    throw new AssertionError("no notation for " + operand.getClass());
  }

  private static List<String> texts(List<Expr> indices) {
    List<String> texts = new ArrayList<>();
    indices.forEach(index -> texts.add(of(index)));
    return texts;
  }

  private static String bracketed(List<String> texts) {
    return "[" + String.join(", ", texts) + "]";
  }

  static String of(ScalarArgument argument) {
    if (argument instanceof ScalarArgument.Literal literal) {
      long whole = (long) literal.value();
      return whole == literal.value() ? Long.toString(whole) : Double.toString(literal.value());
    } else if (argument instanceof ScalarArgument.Named named) {
      return named.name();
    } else if (argument instanceof ScalarArgument.Computed computed) {
      return of(computed.value());
    }
    throw new AssertionError("no notation for " + argument.getClass());
  }
}
