package dev.lapwing;

/**
 * The determinant of a matrix, as a sign and a logarithm: determinants of large matrices are
 * numbers that a double cannot hold.
 *
 * @param sign 1, -1, 0 if the matrix is singular, NaN if it has entries that are no numbers
 * @param logAbsolute the natural logarithm of its absolute value; minus infinity if it is zero
 */
public record Determinant(double sign, double logAbsolute) {

  /** The product of some numbers, times a sign. */
  static Determinant product(double sign, double[] factors) {
    double log = 0;
    double product = sign;
    for (double factor : factors) {
      log += Math.log(Math.abs(factor));
      product *= Math.signum(factor);
    }
    return new Determinant(product, product == 0 ? Double.NEGATIVE_INFINITY : log);
  }

  /** The determinant itself; infinite or zero where it is out of the range of a double. */
  public double value() {
    return sign == 0 ? 0 : sign * Math.exp(logAbsolute);
  }
}
