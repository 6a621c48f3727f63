package dev.lapwing.lambdapack;

import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/**
 * An expression as a constant plus a sum of multiples of atoms: indices, sizes, and whatever is not
 * linear. Expressions with the same form are equal at all values.
 */
record LinearForm(Map<Expr, Long> coefficients, long constant) {

  LinearForm {
    coefficients = Map.copyOf(coefficients);
  }

  static LinearForm of(Expr expression) {
    if (expression instanceof Expr.Constant value) {
      return new LinearForm(Map.of(), value.value());
    } else if (expression instanceof Expr.Sum sum) {
      return of(sum.left()).plus(1, of(sum.right()));
    } else if (expression instanceof Expr.Difference difference) {
      return of(difference.left()).plus(-1, of(difference.right()));
    } else if (expression instanceof Expr.Product product) {
      return product(product, of(product.left()), of(product.right()));
    }
    return new LinearForm(Map.of(expression, 1L), 0);
  }

  private static LinearForm product(Expr.Product product, LinearForm left, LinearForm right) {
    if (left.isConstant()) {
      return ZERO.plus(left.constant, right);
    } else if (right.isConstant()) {
      return ZERO.plus(right.constant, left);
    }
    return new LinearForm(Map.of(product, 1L), 0);
  }

  private static final LinearForm ZERO = new LinearForm(Map.of(), 0);

  /** {@code this + factor * other}. */
  LinearForm plus(long factor, LinearForm other) {
    Map<Expr, Long> sum = new HashMap<>(coefficients);
    other.coefficients.forEach((atom, coefficient) ->
        sum.merge(atom, Math.multiplyExact(factor, coefficient), Math::addExact));
    sum.values().removeIf(coefficient -> coefficient == 0);
    long shift = Math.multiplyExact(factor, other.constant);
    return new LinearForm(sum, Math.addExact(constant, shift));
  }

  boolean isConstant() {
    return coefficients.isEmpty();
  }

  boolean isZero() {
    return isConstant() && constant == 0;
  }

  /** An atom that {@code this = 0} determines in whole numbers. */
  Optional<Expr> solvableAtom() {
    return coefficients.entrySet().stream()
        .filter(entry -> Math.abs(entry.getValue()) == 1)
        .map(Entry::getKey)
        .findFirst();
  }

  /** This form without {@code atom}, given that {@code equation = 0} determines it. */
  LinearForm eliminate(Expr atom, LinearForm equation) {
    long here = coefficients.getOrDefault(atom, 0L);
    return plus(-here * equation.coefficients.get(atom), equation);
  }
}
