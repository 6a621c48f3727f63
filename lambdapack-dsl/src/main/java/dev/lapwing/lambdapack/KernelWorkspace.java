package dev.lapwing.lambdapack;

import dev.lapwing.lambdapack.Kernel.Lengths;

/**
 * The workspace of the kernels, in elements, as functions of their lengths: LAPACK's for the QR
 * kernels, where b is the block size, and none for the others.
 */
final class KernelWorkspace {

  /** The columns of a pair that is not halved any more. */
  private static final double NARROW = 8;

  private KernelWorkspace() {}

  static double none(Lengths lengths) {
    return 0;
  }

  /** Of a factorization of n columns. */
  static double panel(Lengths lengths) {
    return lengths.of('b') * lengths.of('n');
  }

  /** Of a factorization of a triangle of n columns above a block: by halves down to a few columns. */
  static double pair(Lengths lengths) {
    return (2 * lengths.of('b') + NARROW) * Math.max(NARROW, lengths.of('n'));
  }

  /** Of reflectors that are applied to k columns. */
  static double reflectors(Lengths lengths) {
    return lengths.of('b') * lengths.of('k');
  }

  /** The product has a tile of its own where it is not as long as the output. */
  static double gemqrt(Lengths lengths) {
    double m = lengths.of('m');
    return reflectors(lengths) + (lengths.of('d') == m ? 0 : m * lengths.of('k'));
  }
}
