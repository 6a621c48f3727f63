package dev.lapwing.lambdapack;

/**
 * A comparison of symbolic indices, or several joined: what {@code when} takes. Its value is not
 * known while a program is recorded, so it cannot be the condition of a Java {@code if}.
 */
@Recording
public final class Condition {

  private final Guard guard;
  private final Origin origin;

  Condition(Guard guard, Origin origin) {
    this.guard = guard;
    this.origin = origin;
  }

  /** Both hold. */
  public Condition and(Condition other) {
    return new Condition(new Guard.And(guard, other.guard), origin.join(other.origin));
  }

  /** At least one holds. */
  public Condition or(Condition other) {
    return new Condition(new Guard.Or(guard, other.guard), origin.join(other.origin));
  }

  /** This does not hold. */
  public Condition not() {
    origin.requireUsable();
    return new Condition(new Guard.Not(guard), origin);
  }

  Guard guard() {
    return guard;
  }

  Origin origin() {
    return origin;
  }

  @Override
  public String toString() {
    return guard.text();
  }
}
