package dev.lapwing.compiler;

/**
 * An index expression at given sizes, quick to evaluate: a constant, plus multiples of variables,
 * plus terms that are not linear.
 */
final class Code {

  /** A part of an index expression that is not linear. */
  interface Term {
    long at(long[] env);
  }

  private static final Term[] NO_TERMS = {};

  private final long constant;
  private final int[] slots;
  private final long[] coefficients;
  private final Term[] terms;

  Code(long constant, int[] slots, long[] coefficients, Term[] terms) {
    this.constant = constant;
    this.slots = slots;
    this.coefficients = coefficients;
    this.terms = terms.length == 0 ? NO_TERMS : terms;
  }

  static Code constant(long value) {
    return new Code(value, new int[0], new long[0], NO_TERMS);
  }

  boolean isConstant() {
    return slots.length == 0 && terms.length == 0;
  }

  boolean isConstant(long value) {
    return isConstant() && constant == value;
  }

  /**
   * The value at given values of the variables.
   *
   * @throws Undefined if there is none
   */
  long at(long[] env) {
    long value = constant;
    for (int k = 0; k < slots.length; k++) {
      value = Arithmetic.add(value, Arithmetic.multiply(coefficients[k], env[slots[k]]));
    }
    for (Term term : terms) {
      value = Arithmetic.add(value, term.at(env));
    }
    return value;
  }
}
