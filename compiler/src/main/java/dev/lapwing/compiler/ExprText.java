package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions, guards and operands as a numerical analyst would write them on one line. */
final class ExprText {
  private static final int SUM = 0;
  private static final int PRODUCT = 1;
  private static final int ATOM = 2;

  private ExprText() {}

  static String of(Expr expr) {
    return text(expr, SUM);
  }

  static String of(Guard guard) {
    if (guard instanceof Guard.Comparison c) {
      return of(c.left()) + " " + symbol(c.relation()) + " " + of(c.right());
    }
    if (guard instanceof Guard.And and) {
      return of(and.left()) + " and " + of(and.right());
    }
    if (guard instanceof Guard.Or or) {
      return "(" + of(or.left()) + " or " + of(or.right()) + ")";
    }
    return "not (" + of(((Guard.Not) guard).operand()) + ")";
  }

  static String of(Operand operand) {
    if (operand instanceof Operand.TileRange range) {
      List<String> indices = texts(range.indices());
      indices.set(range.dimension(), of(range.from()) + ":" + of(range.to()));
      return bracketed(range.matrix(), indices);
    }
    return bracketed(operand.matrix(), texts(((Operand.TileRef) operand).indices()));
  }

  private static String bracketed(String matrix, List<String> indices) {
    return indices.stream().collect(Collectors.joining(", ", matrix + "[", "]"));
  }

  private static List<String> texts(List<Expr> exprs) {
    List<String> texts = new ArrayList<>();
    exprs.forEach(e -> texts.add(of(e)));
    return texts;
  }

  private static String symbol(Guard.Relation relation) {
    return switch (relation) {
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case EQUAL -> "==";
      case NOT_EQUAL -> "!=";
    };
  }

  private static String text(Expr expr, int context) {
    if (expr instanceof Expr.Constant c) {
      return c.value() < 0 && context > SUM ? "(" + c.value() + ")" : Long.toString(c.value());
    } else if (expr instanceof Expr.TileCount t) {
      return t.size().name();
    } else if (expr instanceof Expr.ParameterValue p) {
      return p.parameter().name();
    } else if (expr instanceof Expr.IndexValue i) {
      return i.name();
    } else if (expr instanceof Expr.Sum s) {
      return wrap(text(s.left(), SUM) + " + " + text(s.right(), SUM), SUM, context);
    } else if (expr instanceof Expr.Difference d) {
      return wrap(text(d.left(), SUM) + " - " + text(d.right(), PRODUCT), SUM, context);
    } else if (expr instanceof Expr.Product p) {
      return wrap(text(p.left(), PRODUCT) + " * " + text(p.right(), PRODUCT), PRODUCT, context);
    }
    return call(expr, context);
  }

  private static String call(Expr expr, int context) {
    if (expr instanceof Expr.FloorDiv f) {
      return function("floorDiv", of(f.left()), of(f.right()));
    } else if (expr instanceof Expr.Mod m) {
      return function("mod", of(m.left()), of(m.right()));
    } else if (expr instanceof Expr.Power p) {
      return wrap(p.base() + "^" + text(p.exponent(), ATOM), PRODUCT, context);
    } else if (expr instanceof Expr.CeilLog c) {
      return function("ceilLog" + c.base(), of(c.operand()));
    } else if (expr instanceof Expr.Min m) {
      return function("min", of(m.left()), of(m.right()));
    }
    Expr.Max max = (Expr.Max) expr;
    return function("max", of(max.left()), of(max.right()));
  }

  private static String function(String name, String... arguments) {
    return name + "(" + String.join(", ", arguments) + ")";
  }

  private static String wrap(String text, int own, int context) {
    return own < context ? "(" + text + ")" : text;
  }
}
