package dev.lapwing.lambdapack;

import dev.lapwing.lambdapack.Expr.CeilLog;
import dev.lapwing.lambdapack.Expr.Constant;
import dev.lapwing.lambdapack.Expr.Difference;
import dev.lapwing.lambdapack.Expr.FloorDiv;
import dev.lapwing.lambdapack.Expr.Max;
import dev.lapwing.lambdapack.Expr.Min;
import dev.lapwing.lambdapack.Expr.Mod;
import dev.lapwing.lambdapack.Expr.Power;
import dev.lapwing.lambdapack.Expr.Product;
import dev.lapwing.lambdapack.Expr.Sum;

/**
 * Builds expressions with constants folded, so that a program reads as its author would simplify
 * it: {@code (i + 1) - 1} is {@code i}.
 *
 * <p>Constants that overflow a {@code long} throw {@link ArithmeticException}.
 */
final class Arithmetic {

  static final Expr ZERO = new Constant(0);
  static final Expr ONE = new Constant(1);

  private Arithmetic() {}

  static Expr constant(long value) {
    return new Constant(value);
  }

  static Expr sum(Expr left, Expr right) {
    if (right instanceof Constant constant) {
      return shifted(left, constant.value());
    }
    return left instanceof Constant constant
        ? shifted(right, constant.value())
        : new Sum(left, right);
  }

  static Expr difference(Expr left, Expr right) {
    if (right instanceof Constant constant) {
      return shifted(left, Math.negateExact(constant.value()));
    }
    return left.equals(right) ? ZERO : new Difference(left, right);
  }

  /** {@code expression + amount}, with at most one constant, at the right. */
  private static Expr shifted(Expr expression, long amount) {
    if (expression instanceof Constant constant) {
      return constant(Math.addExact(constant.value(), amount));
    } else if (expression instanceof Sum sum && sum.right() instanceof Constant constant) {
      return shifted(sum.left(), Math.addExact(constant.value(), amount));
    } else if (expression instanceof Difference difference
        && difference.right() instanceof Constant constant) {
      return shifted(difference.left(), Math.subtractExact(amount, constant.value()));
    } else if (amount == 0) {
      return expression;
    }
    return amount > 0
        ? new Sum(expression, constant(amount))
        : new Difference(expression, constant(Math.negateExact(amount)));
  }

  static Expr product(Expr left, Expr right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return constant(Math.multiplyExact(a.value(), b.value()));
    } else if (left.equals(ZERO) || right.equals(ZERO)) {
      return ZERO;
    } else if (left.equals(ONE)) {
      return right;
    }
    return right.equals(ONE) ? left : new Product(left, right);
  }

  static Expr floorDiv(Expr left, Expr right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return constant(Math.floorDiv(a.value(), b.value()));
    }
    return right.equals(ONE) ? left : new FloorDiv(left, right);
  }

  /** The ceiling of {@code left / right}, written {@code floor((left + (right - 1)) / right)}. */
  static Expr ceilDiv(Expr left, Expr right) {
    if (right instanceof Constant) {
      return floorDiv(sum(left, difference(right, ONE)), right);
    }
    return new FloorDiv(new Sum(left, difference(right, ONE)), right);
  }

  static Expr mod(Expr left, Expr right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return constant(Math.floorMod(a.value(), b.value()));
    }
    return right.equals(ONE) ? ZERO : new Mod(left, right);
  }

  static Expr power(long base, Expr exponent) {
    if (exponent instanceof Constant constant) {
      return constant(power(base, constant.value()));
    }
    return new Power(base, exponent);
  }

  private static long power(long base, long exponent) {
    long power = 1;
    for (long count = 0; count < exponent; count++) {
      power = Math.multiplyExact(power, base);
    }
    return power;
  }

  static Expr ceilLog(long base, Expr operand) {
    if (operand instanceof Constant constant) {
      return constant(ceilLog(base, constant.value()));
    }
    return new CeilLog(base, operand);
  }

  private static long ceilLog(long base, long operand) {
    long exponent = 0;
    for (long rest = operand; rest > 1; rest = (rest - 1) / base + 1) {
      exponent++;
    }
    return exponent;
  }

  static Expr min(Expr left, Expr right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return constant(Math.min(a.value(), b.value()));
    }
    return left.equals(right) ? left : new Min(left, right);
  }

  static Expr max(Expr left, Expr right) {
    if (left instanceof Constant a && right instanceof Constant b) {
      return constant(Math.max(a.value(), b.value()));
    }
    return left.equals(right) ? left : new Max(left, right);
  }
}
