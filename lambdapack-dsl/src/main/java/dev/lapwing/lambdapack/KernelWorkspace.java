package dev.lapwing.lambdapack;

import dev.lapwing.lambdapack.Kernel.Lengths;

/**
 * The workspace of the kernels, in elements, as functions of their lengths: LAPACK's for the QR
 * kernels, where b is the block size; two copies of its rows for a tournament.
 */
final class KernelWorkspace {

  /** The columns of a pair that is not halved any more. */
  private static final double NARROW = 8;

  /** The sweeps of a chase whose reflectors are applied together. */
  private static final double DIAMOND = 16;

  /** The width of the band that a matrix in one task goes through. */
  private static final double BAND = 64;

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

  /** The rows that play, and a copy that is factored. */
  static double tournamentOfRows(Lengths lengths) {
    return 2 * lengths.of('m') * lengths.of('n');
  }

  /** The same where they come in r tiles of n rows. */
  static double tournamentOfCandidates(Lengths lengths) {
    return 2 * lengths.of('r') * lengths.of('n') * lengths.of('n');
  }

  /** The rows that won; and more where the diagonal tile has rows below its triangle. */
  static double getrf(Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('n');
    return n * n + (m > n ? 2 * m * n : 0);
  }

  /** A triangle of order n that a solve must change before it uses it. */
  static double triangle(Lengths lengths) {
    return lengths.of('n') * lengths.of('n');
  }

  /** The same, of order k. */
  static double squareOfK(Lengths lengths) {
    return lengths.of('k') * lengths.of('k');
  }

  /** The band with the bulges that are chased along it, and a few vectors as long as it is wide. */
  static double band(Lengths lengths) {
    double b = lengths.of('b');
    return 3 * b * lengths.of('n') + 6 * b;
  }

  /** The matrix, which is overwritten; the columns of its block reflectors; and then its band. */
  static double gebrd(Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('k');
    double b = Math.min(BAND, n);
    return m * n + 3 * b * (m + n) + 2 * b * b;
  }

  /**
   * The matrix, its columns up to 15 entries further apart; two diagonals, the taus of two sides; and
   * what the reflectors of a panel of 32 columns leave to be done.
   */
  static double gebrdAtOnce(Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('k');
    return (m + 15) * n + 33 * m + 70 * n;
  }

  /** The triangle of one block of reflectors, and the product of the block with k columns. */
  static double reflectorsOfColumns(Lengths lengths) {
    return lengths.of('b') * (lengths.of('b') + lengths.of('k'));
  }

  /** One block of reflectors of the chase with its triangle, and its product with the rows. */
  static double diamonds(Lengths lengths) {
    return DIAMOND * (lengths.of('n') + 2 * DIAMOND + 2 * lengths.of('m'));
  }

  /** Three diagonals, and LAPACK's room for 64 columns, which it has for more than it needs. */
  static double sytrdInPlace(Lengths lengths) {
    return 67 * lengths.of('m');
  }

  /** The same, and the matrix, which LAPACK overwrites. */
  static double sytrd(Lengths lengths) {
    return lengths.of('m') * lengths.of('m') + sytrdInPlace(lengths);
  }

  /** The triangle of one block of reflectors, and the product of the block with the columns. */
  static double ormtr(Lengths lengths) {
    return lengths.of('b') * (lengths.of('b') + lengths.of('n'));
  }

  /** LAPACK's, and a copy of the bidiagonal matrix, which it overwrites. */
  static double bdsqr(Lengths lengths) {
    return 6 * lengths.of('n');
  }

  /** The same; its integers are half as long. */
  static double bdsdc(Lengths lengths) {
    double n = lengths.of('n');
    return 3 * n * n + 10 * n;
  }

  /** The same for one side. */
  static double stedc(Lengths lengths) {
    double n = lengths.of('n');
    return n * n + 9 * n + 8;
  }
}
