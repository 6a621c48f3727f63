package dev.lapwing.lambdapack;

/** A scalar argument of a kernel call: a number, a named scalar of a program, or an index. */
@Recording
public final class Scalar {

  private final ScalarArgument argument;
  private final Origin origin;

  Scalar(ScalarArgument argument, Origin origin) {
    this.argument = argument;
    this.origin = origin;
  }

  /** A number known when the program is written. */
  public static Scalar of(double value) {
    return new Scalar(new ScalarArgument.Literal(value), Origin.CONSTANT);
  }

  /** The value that an index expression has at a task. */
  public static Scalar of(Index value) {
    return new Scalar(new ScalarArgument.Computed(value.expression()), value.origin());
  }

  ScalarArgument argument() {
    return argument;
  }

  Origin origin() {
    return origin;
  }

  @Override
  public String toString() {
    return argument.text();
  }
}
