package dev.lapwing.lambdapack;

/** A condition over index expressions that decides whether a statement has a task. */
public sealed interface Guard {

  /** The condition as it reads in a program: {@code i + 1 < n}. */
  default String text() {
    return Notation.of(this);
  }

  /** How a comparison relates its two sides. */
  enum Relation {
    LESS,
    LESS_OR_EQUAL,
    EQUAL,
    NOT_EQUAL
  }

  /** {@code left relation right}; greater-than is written with the sides exchanged. */
  record Comparison(Expr left, Relation relation, Expr right) implements Guard {}

  /** Both hold. */
  record And(Guard left, Guard right) implements Guard {}

  /** At least one holds. */
  record Or(Guard left, Guard right) implements Guard {}

  /** The operand does not hold. */
  record Not(Guard operand) implements Guard {}
}
