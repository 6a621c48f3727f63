package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Sizes;
import java.util.Map;

/**
 * The integers {@code low <= x <= high}, with ends that saturate at 2^62 in absolute value: an end
 * that large stands for no bound at all.
 */
record Interval(long low, long high) {
  static final long LIMIT = 1L << 62;
  static final Interval ALL = new Interval(-LIMIT, LIMIT);

  static Interval of(long value) {
    return new Interval(clamp(value), clamp(value));
  }

  boolean isEmpty() {
    return low > high;
  }

  /** The number of integers, saturated. */
  long length() {
    return isEmpty() ? 0 : Math.min(LIMIT, high - low + 1);
  }

  Interval plus(Interval other) {
    return new Interval(clamp(low + other.low), clamp(high + other.high));
  }

  Interval times(Interval other) {
    long a = multiply(low, other.low);
    long b = multiply(low, other.high);
    long c = multiply(high, other.low);
    long d = multiply(high, other.high);
    return new Interval(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** The values of a polynomial when variable {@code d} is in {@code box[d]}. */
  static Interval of(Polynomial polynomial, Interval[] box, Sizes sizes) {
    Interval sum = of(0);
    for (Map.Entry<Monomial, Long> term : polynomial.terms().entrySet()) {
      Interval product = of(term.getValue());
      for (Monomial.Factor factor : term.getKey().factors()) {
        product = product.times(of(factor.expr(), box, sizes));
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  private static Interval of(Expr expr, Interval[] box, Sizes sizes) {
    if (expr instanceof Expr.TileCount count) {
      return of(sizes.partitions().get(count.size().name()).tiles());
    } else if (expr instanceof Expr.ParameterValue value) {
      return of(sizes.parameters().get(value.parameter().name()));
    } else if (expr instanceof Expr.IndexValue index) {
      return box[index.depth()];
    } else if (expr instanceof Expr.Power p) {
      Interval exponent = of(Polynomial.of(p.exponent()), box, sizes);
      return new Interval(power(p.base(), exponent.low), power(p.base(), exponent.high));
    } else if (expr instanceof Expr.CeilLog c) {
      Interval operand = of(Polynomial.of(c.operand()), box, sizes);
      return new Interval(
          Arithmetic.ceilLog(c.base(), operand.low), Arithmetic.ceilLog(c.base(), operand.high));
    }
    return ofBinary(expr, box, sizes);
  }

  private static Interval ofBinary(Expr expr, Interval[] box, Sizes sizes) {
    if (expr instanceof Expr.Min m) {
      Interval a = of(Polynomial.of(m.left()), box, sizes);
      Interval b = of(Polynomial.of(m.right()), box, sizes);
      return new Interval(Math.min(a.low, b.low), Math.min(a.high, b.high));
    } else if (expr instanceof Expr.Max m) {
      Interval a = of(Polynomial.of(m.left()), box, sizes);
      Interval b = of(Polynomial.of(m.right()), box, sizes);
      return new Interval(Math.max(a.low, b.low), Math.max(a.high, b.high));
    } else if (expr instanceof Expr.Mod m) {
      Interval divisor = of(Polynomial.of(m.right()), box, sizes);
      return new Interval(0, Math.max(0, divisor.high - 1));
    } else if (expr instanceof Expr.FloorDiv f) {
      return floorDiv(
          of(Polynomial.of(f.left()), box, sizes), of(Polynomial.of(f.right()), box, sizes));
    }
    return of(Polynomial.of(expr), box, sizes);
  }

  private static Interval floorDiv(Interval a, Interval b) {
    long least = Math.max(1, b.low);
    long most = Math.max(least, b.high);
    return new Interval(
        Math.min(Math.floorDiv(a.low, least), Math.floorDiv(a.low, most)),
        Math.max(Math.floorDiv(a.high, least), Math.floorDiv(a.high, most)));
  }

  private static long power(long base, long exponent) {
    long power = 1;
    for (long e = 0; e < exponent && power < LIMIT; e++) {
      power = multiply(power, base);
    }
    return power;
  }

  private static long multiply(long a, long b) {
    long product = a * b;
    if (Math.multiplyHigh(a, b) != product >> 63) {
      return (a < 0) == (b < 0) ? LIMIT : -LIMIT;
    }
    return clamp(product);
  }

  private static long clamp(long value) {
    return Math.max(-LIMIT, Math.min(LIMIT, value));
  }
}
