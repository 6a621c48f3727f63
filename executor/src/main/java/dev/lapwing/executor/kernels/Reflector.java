package dev.lapwing.executor.kernels;

/**
 * A Householder reflector {@code I - tau v v^T} that maps a vector onto its first entry; LAPACK's
 * {@code dlarfg}, with the vector scaled by a power of two so that no square overflows.
 */
final class Reflector {
  private Reflector() {}

  /**
   * The reflector of the vector {@code [top; below]}.
   *
   * @param top the first entry; replaced by the entry that the vector is mapped to
   * @param below a column, of any length; replaced by the rest of v, whose first entry is one
   * @return tau
   */
  static double make(HeapMatrix top, HeapMatrix below) {
    double[] data = below.data();
    int offset = below.offset();
    int count = below.rows();
    if (isZero(data, offset, count)) {
      return 0.0;
    }
    double alpha = top.get(0, 0);
    double beta = Math.copySign(norm(alpha, data, offset, count), -alpha);
    for (int i = offset; i < offset + count; i++) {
      data[i] /= alpha - beta;
    }
    top.set(0, 0, beta);
    return (beta - alpha) / beta;
  }

  private static boolean isZero(double[] data, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (data[i] != 0.0) {
        return false;
      }
    }
    return true;
  }

  private static double norm(double alpha, double[] data, int offset, int count) {
    double largest = Math.abs(alpha);
    for (int i = offset; i < offset + count; i++) {
      largest = Math.max(largest, Math.abs(data[i]));
    }
    int exponent = Math.getExponent(largest);
    double scaled = Math.scalb(alpha, -exponent);
    double sum = scaled * scaled;
    for (int i = offset; i < offset + count; i++) {
      double entry = Math.scalb(data[i], -exponent);
      sum += entry * entry;
    }
    return Math.scalb(Math.sqrt(sum), exponent);
  }
}
