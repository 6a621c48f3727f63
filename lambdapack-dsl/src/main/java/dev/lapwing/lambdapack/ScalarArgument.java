package dev.lapwing.lambdapack;

/** A real or integer argument of a kernel call. */
public sealed interface ScalarArgument {

  /** The argument as it reads in a program. */
  default String text() {
    return Notation.of(this);
  }

  /** A number known when the program is written. */
  record Literal(double value) implements ScalarArgument {}

  /** A real number that is given by name when a run starts. */
  record Named(String name) implements ScalarArgument {}

  /** The value of an index expression at the task. */
  record Computed(Expr value) implements ScalarArgument {}
}
