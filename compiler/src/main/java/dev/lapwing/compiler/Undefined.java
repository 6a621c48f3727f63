package dev.lapwing.compiler;

/**
 * An index expression has no value. Made without a stack trace, because a query that tries a
 * candidate which is no task meets it in the ordinary course of events.
 */
final class Undefined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Undefined(String message) {
    super(message, null, false, false);
  }

  static Undefined overflow() {
    return new Undefined("an index expression exceeds 64 bits");
  }

  static Undefined divisor() {
    return new Undefined("the divisor of floorDiv or mod is not positive");
  }

  static Undefined exponent() {
    return new Undefined("the exponent of a power is negative");
  }

  static Undefined step() {
    return new Undefined("the step of a loop is not positive");
  }
}
