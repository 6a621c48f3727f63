package dev.lapwing.executor.kernels;

/**
 * A sum of squares that neither overflows nor underflows: {@code sum * 4^exponent}. The purpose of
 * LAPACK's {@code dlassq}, with scales that are powers of two, so that scaling rounds nothing.
 *
 * @param sum of squares of values that were multiplied by {@code 2^-exponent}
 * @param exponent of the scale
 */
record SumOfSquares(double sum, int exponent) {
  static final SumOfSquares ZERO = new SumOfSquares(0, 0);

  /** The sum of squares of some values; infinite or NaN if one is. */
  static SumOfSquares of(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0 || Double.isNaN(largest) || Double.isInfinite(largest)) {
      return new SumOfSquares(largest, 0);
    }
    int exponent = Math.getExponent(largest);
    // Two factors, as 2^-exponent itself overflows for subnormal values.
    double half = Math.scalb(1.0, -(exponent / 2));
    double otherHalf = Math.scalb(1.0, -(exponent - exponent / 2));
    double sum = 0;
    for (double value : values) {
      double scaled = value * half * otherHalf;
      sum += scaled * scaled;
    }
    return new SumOfSquares(sum, exponent);
  }

  SumOfSquares plus(SumOfSquares other) {
    if (sum == 0) {
      return other;
    }
    if (other.sum == 0) {
      return this;
    }
    int common = Math.max(exponent, other.exponent);
    return new SumOfSquares(at(common) + other.at(common), common);
  }

  double root() {
    return Math.scalb(Math.sqrt(sum), exponent);
  }

  private double at(int common) {
    return Math.scalb(sum, 2 * (exponent - common));
  }
}
