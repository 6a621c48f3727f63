package dev.lapwing.lambdapack;

import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * An integer of a program whose value is not known while the program is recorded: a loop index, a
 * number of tiles, a parameter, a constant, or arithmetic on these.
 *
 * <p>Java cannot compare such values: {@code equals} and {@code hashCode} throw. Write {@code
 * p.when(i.equalTo(j), () -> ...)} instead.
 */
@Recording
public sealed class Index implements Subscript permits Dimension {

  private final Expr expression;
  private final Origin origin;

  Index(Expr expression, Origin origin) {
    this.expression = expression;
    this.origin = origin;
  }

  /** An integer known when the program is written. */
  public static Index constant(long value) {
    return new Index(Arithmetic.constant(value), Origin.CONSTANT);
  }

  /** {@code this + other}. */
  public Index plus(Index other) {
    return combine(other, Arithmetic::sum);
  }

  /** {@code this + other}. */
  public Index plus(long other) {
    return plus(constant(other));
  }

  /** {@code this - other}. */
  public Index minus(Index other) {
    return combine(other, Arithmetic::difference);
  }

  /** {@code this - other}. */
  public Index minus(long other) {
    return minus(constant(other));
  }

  /** {@code this * other}. */
  public Index times(Index other) {
    return combine(other, Arithmetic::product);
  }

  /** {@code this * other}. */
  public Index times(long other) {
    return times(constant(other));
  }

  /** The floor of {@code this / divisor}; the divisor must be positive. */
  public Index floorDiv(Index divisor) {
    requireDivisor(divisor);
    return combine(divisor, Arithmetic::floorDiv);
  }

  /** The floor of {@code this / divisor}; the divisor must be positive. */
  public Index floorDiv(long divisor) {
    return floorDiv(constant(divisor));
  }

  /** The ceiling of {@code this / divisor}; the divisor must be positive. */
  public Index ceilDiv(Index divisor) {
    requireDivisor(divisor);
    return combine(divisor, Arithmetic::ceilDiv);
  }

  /** The ceiling of {@code this / divisor}; the divisor must be positive. */
  public Index ceilDiv(long divisor) {
    return ceilDiv(constant(divisor));
  }

  /** {@code this - divisor * floor(this / divisor)}; the divisor must be positive. */
  public Index mod(Index divisor) {
    requireDivisor(divisor);
    return combine(divisor, Arithmetic::mod);
  }

  /** {@code this - divisor * floor(this / divisor)}; the divisor must be positive. */
  public Index mod(long divisor) {
    return mod(constant(divisor));
  }

  /** The smaller of the two. */
  public static Index min(Index left, Index right) {
    return left.combine(right, Arithmetic::min);
  }

  /** The larger of the two. */
  public static Index max(Index left, Index right) {
    return left.combine(right, Arithmetic::max);
  }

  /** 2 to the power of {@code exponent}, which must not be negative. */
  public static Index pow2(Index exponent) {
    return pow(2, exponent);
  }

  /** {@code base}, at least 2, to the power of {@code exponent}, which must not be negative. */
  public static Index pow(long base, Index exponent) {
    exponent.requireBase(base);
    if (exponent.expression instanceof Expr.Constant constant && constant.value() < 0) {
      throw exponent.origin.illegal(base + "^" + constant.value() + " is not an integer");
    }
    return derive(exponent.origin, () -> Arithmetic.power(base, exponent.expression));
  }

  /** The least {@code e >= 0} with {@code 2^e >= operand}: the depth of a binary tree. */
  public static Index ceilLog2(Index operand) {
    return ceilLog(2, operand);
  }

  /** The least {@code e >= 0} with {@code base^e >= operand}; the base is at least 2. */
  public static Index ceilLog(long base, Index operand) {
    operand.requireBase(base);
    return derive(operand.origin, () -> Arithmetic.ceilLog(base, operand.expression));
  }

  /** {@code this < other}. */
  public Condition lessThan(Index other) {
    return compare(this, Guard.Relation.LESS, other);
  }

  /** {@code this < other}. */
  public Condition lessThan(long other) {
    return lessThan(constant(other));
  }

  /** {@code this <= other}. */
  public Condition atMost(Index other) {
    return compare(this, Guard.Relation.LESS_OR_EQUAL, other);
  }

  /** {@code this <= other}. */
  public Condition atMost(long other) {
    return atMost(constant(other));
  }

  /** {@code this > other}. */
  public Condition greaterThan(Index other) {
    return compare(other, Guard.Relation.LESS, this);
  }

  /** {@code this > other}. */
  public Condition greaterThan(long other) {
    return greaterThan(constant(other));
  }

  /** {@code this >= other}. */
  public Condition atLeast(Index other) {
    return compare(other, Guard.Relation.LESS_OR_EQUAL, this);
  }

  /** {@code this >= other}. */
  public Condition atLeast(long other) {
    return atLeast(constant(other));
  }

  /** {@code this == other}. */
  public Condition equalTo(Index other) {
    return compare(this, Guard.Relation.EQUAL, other);
  }

  /** {@code this == other}. */
  public Condition equalTo(long other) {
    return equalTo(constant(other));
  }

  /** {@code this != other}. */
  public Condition notEqualTo(Index other) {
    return compare(this, Guard.Relation.NOT_EQUAL, other);
  }

  /** {@code this != other}. */
  public Condition notEqualTo(long other) {
    return notEqualTo(constant(other));
  }

  private static Condition compare(Index left, Guard.Relation relation, Index right) {
    Guard guard = new Guard.Comparison(left.expression, relation, right.expression);
    return new Condition(guard, left.origin.join(right.origin));
  }

  private Index combine(Index other, BinaryOperator<Expr> operator) {
    return derive(origin.join(other.origin), () -> operator.apply(expression, other.expression));
  }

  private static Index derive(Origin origin, Supplier<Expr> arithmetic) {
    origin.requireUsable();
    try {
      return new Index(arithmetic.get(), origin);
    } catch (ArithmeticException overflow) {
      throw origin.illegal("arithmetic on these constants does not fit 64 bits");
    }
  }

  private void requireDivisor(Index divisor) {
    if (divisor.expression instanceof Expr.Constant constant && constant.value() <= 0) {
      throw origin
          .join(divisor.origin)
          .illegal("cannot divide " + this + " by " + divisor + "; a divisor must be positive");
    }
  }

  private void requireBase(long base) {
    if (base < 2) {
      throw origin.illegal("the base of a power or logarithm must be at least 2, not " + base);
    }
  }

  Expr expression() {
    return expression;
  }

  Origin origin() {
    return origin;
  }

  /** Always throws: the values are not known while a program is recorded. */
  @Override
  public boolean equals(Object other) {
    throw origin.illegal(
        ("Java cannot compare %s with %s, whose values are not known while the program is"
                + " recorded; write when(a.equalTo(b), () -> ...)")
            .formatted(this, other));
  }

  /** Always throws: a symbolic value cannot be the key of a map or an element of a set. */
  @Override
  public int hashCode() {
    throw origin.illegal(
        ("Java cannot hash %s, whose value is not known while the program is recorded; keep"
                + " symbolic indices out of maps and sets")
            .formatted(this));
  }

  /** The expression as it reads in a program. */
  @Override
  public String toString() {
    return expression.text();
  }
}
