package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;

/** Turns symbolic expressions into {@link Code} for given sizes. */
final class Specializer {
  private static final long[] NOTHING = {};

  private final Sizes sizes;
  private final IdentityHashMap<Object, Code> known = new IdentityHashMap<>();

  Specializer(Sizes sizes) {
    this.sizes = sizes;
  }

  Code code(Expr expr) {
    return once(expr, () -> newCode(Polynomial.of(expr)));
  }

  /** The code of each expression. */
  Code[] codes(List<Expr> exprs) {
    return exprs.stream().map(this::code).toArray(Code[]::new);
  }

  Code code(Polynomial polynomial) {
    return once(polynomial, () -> newCode(polynomial));
  }

  /** Queries share most of their bounds: each is one object, and gets one code. */
  private Code once(Object source, Supplier<Code> code) {
    synchronized (known) {
      Code found = known.get(source);
      if (found == null) {
        found = code.get();
        known.put(source, found);
      }
      return found;
    }
  }

  private Code newCode(Polynomial polynomial) {
    long constant = 0;
    Map<Integer, Long> linear = new TreeMap<>();
    List<Code.Term> terms = new ArrayList<>();
    for (Map.Entry<Monomial, Long> term : polynomial.terms().entrySet()) {
      long coefficient = term.getValue();
      List<Code> factors = new ArrayList<>();
      List<Integer> indices = new ArrayList<>();
      for (Monomial.Factor part : term.getKey().factors()) {
        Expr factor = part.expr();
        if (factor instanceof Expr.IndexValue index) {
          indices.add(index.depth());
        } else {
          Code code = atom(factor);
          if (code.isConstant()) {
            coefficient = Arithmetic.multiply(coefficient, code.at(NOTHING));
          } else {
            factors.add(code);
          }
        }
      }
      if (factors.isEmpty() && indices.isEmpty()) {
        constant = Arithmetic.add(constant, coefficient);
      } else if (factors.isEmpty() && indices.size() == 1) {
        linear.merge(indices.get(0), coefficient, Arithmetic::add);
      } else if (coefficient != 0) {
        indices.forEach(slot -> factors.add(variable(slot)));
        terms.add(product(coefficient, factors.toArray(Code[]::new)));
      }
    }
    linear.values().removeIf(c -> c == 0);
    return code(constant, linear, terms);
  }

  private static Code code(long constant, Map<Integer, Long> linear, List<Code.Term> terms) {
    int[] slots = new int[linear.size()];
    long[] coefficients = new long[linear.size()];
    int count = 0;
    for (Map.Entry<Integer, Long> term : linear.entrySet()) {
      slots[count] = term.getKey();
      coefficients[count++] = term.getValue();
    }
    return new Code(constant, slots, coefficients, terms.toArray(Code.Term[]::new));
  }

  private static Code variable(int slot) {
    return new Code(0, new int[] {slot}, new long[] {1}, new Code.Term[0]);
  }

  private static Code.Term product(long coefficient, Code[] factors) {
    return env -> {
      long product = coefficient;
      for (Code factor : factors) {
        product = Arithmetic.multiply(product, factor.at(env));
      }
      return product;
    };
  }

  private Code atom(Expr factor) {
    if (factor instanceof Expr.TileCount count) {
      return Code.constant(sizes.partitions().get(count.size().name()).tiles());
    } else if (factor instanceof Expr.ParameterValue value) {
      return Code.constant(sizes.parameters().get(value.parameter().name()));
    }
    Code.Term term = term(factor);
    Code whole = new Code(0, new int[0], new long[0], new Code.Term[] {term});
    return Slots.mentioned(factor) == 0 ? folded(whole) : whole;
  }

  /** A constant; or, if it has no value, what says so when it is asked for. */
  private static Code folded(Code code) {
    try {
      return Code.constant(code.at(NOTHING));
    } catch (Undefined whenEvaluated) {
      return code;
    }
  }

  private Code.Term term(Expr expr) {
    if (expr instanceof Expr.FloorDiv f) {
      return binary(f.left(), f.right(), Arithmetic::floorDiv);
    } else if (expr instanceof Expr.Mod m) {
      return binary(m.left(), m.right(), Arithmetic::mod);
    } else if (expr instanceof Expr.Min m) {
      return binary(m.left(), m.right(), Math::min);
    } else if (expr instanceof Expr.Max m) {
      return binary(m.left(), m.right(), Math::max);
    } else if (expr instanceof Expr.Power p) {
      Code exponent = code(p.exponent());
      return env -> Arithmetic.power(p.base(), exponent.at(env));
    }
    Expr.CeilLog log = (Expr.CeilLog) expr;
    Code operand = code(log.operand());
    return env -> Arithmetic.ceilLog(log.base(), operand.at(env));
  }

  private Code.Term binary(Expr left, Expr right, LongBinaryOperator operator) {
    Code a = code(left);
    Code b = code(right);
    return env -> operator.applyAsLong(a.at(env), b.at(env));
  }

  Condition condition(Guard guard) {
    if (guard instanceof Guard.And and) {
      Condition left = condition(and.left());
      Condition right = condition(and.right());
      return env -> left.holds(env) && right.holds(env);
    } else if (guard instanceof Guard.Or or) {
      Condition left = condition(or.left());
      Condition right = condition(or.right());
      return env -> left.holds(env) || right.holds(env);
    } else if (guard instanceof Guard.Not not) {
      Condition operand = condition(not.operand());
      return env -> !operand.holds(env);
    }
    return comparison((Guard.Comparison) guard);
  }

  private Condition comparison(Guard.Comparison comparison) {
    Code left = code(comparison.left());
    Code right = code(comparison.right());
    return switch (comparison.relation()) {
      case LESS -> env -> left.at(env) < right.at(env);
      case LESS_OR_EQUAL -> env -> left.at(env) <= right.at(env);
      case EQUAL -> env -> left.at(env) == right.at(env);
      case NOT_EQUAL -> env -> left.at(env) != right.at(env);
    };
  }

  Condition condition(Constraint constraint) {
    if (constraint instanceof Constraint.NotNegative n) {
      Code value = code(n.value());
      return env -> value.at(env) >= 0;
    } else if (constraint instanceof Constraint.Zero z) {
      Code value = code(z.value());
      return env -> value.at(env) == 0;
    } else if (constraint instanceof Constraint.Multiple m) {
      Code value = code(m.value());
      Code modulus = code(m.modulus());
      return env -> Arithmetic.mod(value.at(env), modulus.at(env)) == 0;
    }
    return condition(((Constraint.Holds) constraint).guard());
  }
}
