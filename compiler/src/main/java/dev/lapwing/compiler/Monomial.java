package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import java.util.Arrays;

/** A product of factors, in a fixed order; the empty product is 1. */
final class Monomial implements Comparable<Monomial> {
  static final Monomial ONE = new Monomial(new Factor[0]);

  /** A factor that is a size, a parameter, an index, or no polynomial. */
  record Factor(String text, long slots, Expr expr) implements Comparable<Factor> {
    static Factor of(Expr expr) {
      return new Factor(expr.text(), Slots.mentioned(expr), expr);
    }

    boolean isIndex(int slot) {
      return expr instanceof Expr.IndexValue index && index.depth() == slot;
    }

    @Override
    public int compareTo(Factor other) {
      int byText = text.compareTo(other.text);
      return byText != 0 ? byText : Long.compare(slots, other.slots);
    }
  }

  private final Factor[] factors;

  private Monomial(Factor... factors) {
    this.factors = factors;
  }

  static Monomial of(Expr factor) {
    return new Monomial(Factor.of(factor));
  }

  Factor[] factors() {
    return factors;
  }

  boolean isOne() {
    return factors.length == 0;
  }

  Monomial times(Monomial other) {
    if (isOne() || other.isOne()) {
      return isOne() ? other : this;
    }
    Factor[] all = Arrays.copyOf(factors, factors.length + other.factors.length);
    System.arraycopy(other.factors, 0, all, factors.length, other.factors.length);
    Arrays.sort(all);
    return new Monomial(all);
  }

  /** The monomial without an index, if the index is one of its factors. */
  Monomial without(int slot) {
    Factor[] others = Arrays.stream(factors).filter(f -> !f.isIndex(slot)).toArray(Factor[]::new);
    return others.length == 0 ? ONE : new Monomial(others);
  }

  /** How often an index is a factor. */
  int degree(int slot) {
    int degree = 0;
    for (Factor factor : factors) {
      degree += factor.isIndex(slot) ? 1 : 0;
    }
    return degree;
  }

  /** The variables mentioned. */
  long slots() {
    long mask = 0;
    for (Factor factor : factors) {
      mask |= factor.slots();
    }
    return mask;
  }

  /** Products of many factors first. */
  @Override
  public int compareTo(Monomial other) {
    int byDegree = Integer.compare(other.factors.length, factors.length);
    return byDegree != 0 ? byDegree : Arrays.compare(factors, other.factors);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Monomial m && compareTo(m) == 0;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Factor factor : factors) {
      hash = 31 * hash + factor.text().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return String.join(" * ", Arrays.stream(factors).map(Factor::text).toList());
  }
}
