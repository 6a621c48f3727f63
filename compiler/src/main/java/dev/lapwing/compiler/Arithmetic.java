package dev.lapwing.compiler;

/** Integer arithmetic that throws {@link Undefined} where a result does not exist or fit. */
final class Arithmetic {
  private Arithmetic() {}

  static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw Undefined.overflow();
    }
    return sum;
  }

  static long negate(long a) {
    if (a == Long.MIN_VALUE) {
      throw Undefined.overflow();
    }
    return -a;
  }

  static long multiply(long a, long b) {
    long product = a * b;
    if (((Math.abs(a) | Math.abs(b)) >>> 31) != 0 && Math.multiplyHigh(a, b) != product >> 63) {
      throw Undefined.overflow();
    }
    return product;
  }

  static long floorDiv(long a, long b) {
    if (b <= 0) {
      throw Undefined.divisor();
    }
    return Math.floorDiv(a, b);
  }

  static long mod(long a, long b) {
    if (b <= 0) {
      throw Undefined.divisor();
    }
    return Math.floorMod(a, b);
  }

  static long power(long base, long exponent) {
    if (exponent < 0) {
      throw Undefined.exponent();
    }
    if (base == 2 && exponent < 63) {
      return 1L << exponent;
    }
    long power = 1;
    for (long e = 0; e < exponent && power != 0; e++) {
      if (base == 1) {
        return 1;
      }
      power = multiply(power, base);
    }
    return power;
  }

  /** The least {@code e >= 0} with {@code base^e >= operand}; the base is at least 2. */
  static long ceilLog(long base, long operand) {
    long exponent = 0;
    for (long rest = operand; rest > 1; rest = Math.floorDiv(rest - 1, base) + 1) {
      exponent++;
    }
    return exponent;
  }

  /** The smallest multiple of {@code step} that is at least {@code value}, not negative. */
  static long roundUp(long value, long step) {
    return multiply(Math.floorDiv(add(value, step - 1), step), step);
  }
}
