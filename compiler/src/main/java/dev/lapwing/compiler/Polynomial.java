package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An index expression in normal form: a sum of integer multiples of monomials. The factors of a
 * monomial are sizes, parameters, indices, and anything that is no polynomial (floorDiv, mod,
 * powers, logarithms, min, max), which is kept whole.
 *
 * <p>Equal expressions need not have equal normal forms once a kept factor is involved; sums,
 * differences and products of indices always cancel.
 */
final class Polynomial {

  /** {@code coefficient * slot + rest}, neither of which mentions the slot. */
  record Linear(Polynomial coefficient, Polynomial rest) {}

  private final SortedMap<Monomial, Long> terms;

  private Polynomial(SortedMap<Monomial, Long> terms) {
    this.terms = terms;
  }

  static Polynomial constant(long value) {
    return monomial(Monomial.ONE, value);
  }

  static Polynomial monomial(Monomial monomial, long coefficient) {
    SortedMap<Monomial, Long> terms = new TreeMap<>();
    if (coefficient != 0) {
      terms.put(monomial, coefficient);
    }
    return new Polynomial(terms);
  }

  static Polynomial of(Expr expr) {
    if (expr instanceof Expr.Constant c) {
      return constant(c.value());
    } else if (expr instanceof Expr.Sum s) {
      return of(s.left()).plus(of(s.right()));
    } else if (expr instanceof Expr.Difference d) {
      return of(d.left()).minus(of(d.right()));
    } else if (expr instanceof Expr.Product p) {
      return of(p.left()).times(of(p.right()));
    }
    return monomial(Monomial.of(expr), 1);
  }

  Map<Monomial, Long> terms() {
    return terms;
  }

  Polynomial plus(Polynomial other) {
    SortedMap<Monomial, Long> sum = new TreeMap<>(terms);
    other.terms.forEach((m, c) -> add(sum, m, c));
    return new Polynomial(sum);
  }

  Polynomial plus(long constant) {
    return plus(constant(constant));
  }

  Polynomial minus(Polynomial other) {
    return plus(other.times(-1));
  }

  Polynomial times(long factor) {
    return times(constant(factor));
  }

  Polynomial times(Polynomial other) {
    SortedMap<Monomial, Long> product = new TreeMap<>();
    terms.forEach(
        (m, c) ->
            other.terms.forEach((n, d) -> add(product, m.times(n), Math.multiplyExact(c, d))));
    return new Polynomial(product);
  }

  private static void add(Map<Monomial, Long> sum, Monomial monomial, long coefficient) {
    sum.merge(monomial, coefficient, (a, b) -> a + b == 0 ? null : Math.addExact(a, b));
  }

  /** The value, if it depends on nothing. */
  OptionalLong asConstant() {
    if (terms.isEmpty()) {
      return OptionalLong.of(0);
    }
    boolean constant = terms.size() == 1 && terms.firstKey().isOne();
    return constant ? OptionalLong.of(terms.get(terms.firstKey())) : OptionalLong.empty();
  }

  /** The variables mentioned anywhere, also inside kept factors. */
  long slots() {
    long mask = 0;
    for (Monomial monomial : terms.keySet()) {
      mask |= monomial.slots();
    }
    return mask;
  }

  /** This polynomial as a linear function of one variable, if it is one. */
  Optional<Linear> linearIn(int slot) {
    Polynomial coefficient = constant(0);
    Polynomial rest = constant(0);
    for (Map.Entry<Monomial, Long> term : terms.entrySet()) {
      Monomial others = term.getKey().without(slot);
      int degree = term.getKey().degree(slot);
      if (degree > 1 || Slots.contains(others.slots(), slot)) {
        return Optional.empty();
      }
      (degree == 1 ? coefficient : rest).terms.put(others, term.getValue());
    }
    return Optional.of(new Linear(coefficient, rest));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Polynomial p && terms.equals(p.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    terms.forEach((m, c) -> appendTerm(text, m, c));
    return text.isEmpty() ? "0" : text.toString();
  }

  private static void appendTerm(StringBuilder text, Monomial monomial, long coefficient) {
    boolean negative = coefficient < 0;
    String sign = negative ? (text.isEmpty() ? "-" : " - ") : (text.isEmpty() ? "" : " + ");
    String size = Long.toString(coefficient).replace("-", "");
    text.append(sign);
    if (monomial.isOne()) {
      text.append(size);
    } else {
      text.append(size.equals("1") ? "" : size + " * ").append(monomial);
    }
  }
}
