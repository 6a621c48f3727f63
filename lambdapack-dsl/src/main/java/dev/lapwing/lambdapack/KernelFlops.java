package dev.lapwing.lambdapack;

import dev.lapwing.lambdapack.Kernel.Lengths;

/** The floating-point operations of the kernels, as functions of their lengths. */
final class KernelFlops {

  private KernelFlops() {}

  static double none(Lengths lengths) {
    return 0;
  }

  static double potrf(Lengths lengths) {
    double n = lengths.of('n');
    return n * n * n / 3 + n * n / 2 + n / 6;
  }

  static double trsmLeft(Lengths lengths) {
    double m = lengths.of('m');
    return m * m * lengths.of('n');
  }

  static double trsmRight(Lengths lengths) {
    double n = lengths.of('n');
    return lengths.of('m') * n * n;
  }

  static double syrk(Lengths lengths) {
    double n = lengths.of('n');
    return lengths.of('r') * lengths.of('k') * n * (n + 1);
  }

  static double gemm(Lengths lengths) {
    return 2 * lengths.of('r') * lengths.of('m') * lengths.of('n') * lengths.of('k');
  }

  static double gemmtrsm(Lengths lengths) {
    return gemm(lengths) + trsmRight(lengths);
  }

  /** As a solve for the identity: what it saves at a tile is not worth a recursion of its own. */
  static double trtri(Lengths lengths) {
    return Math.pow(lengths.of('n'), 3);
  }

  static double add(Lengths lengths) {
    return Math.max(0, lengths.of('r') - 1) * entries(lengths);
  }

  static double axpby(Lengths lengths) {
    return 3 * entries(lengths);
  }

  static double scale(Lengths lengths) {
    return entries(lengths);
  }

  static double shift(Lengths lengths) {
    return Math.min(lengths.of('m'), lengths.of('n'));
  }

  private static double entries(Lengths lengths) {
    return lengths.of('m') * lengths.of('n');
  }

  static double geqrt(Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('n');
    return m >= n
        ? 2 * m * n * n - 2 * n * n * n / 3 + m * n + n * n + 14 * n / 3
        : 2 * n * m * m - 2 * m * m * m / 3 + 3 * n * m - m * m + 14 * m / 3;
  }

  static double gemqrt(Lengths lengths) {
    double m = lengths.of('m');
    double reflectors = Math.min(m, lengths.of('n'));
    return lengths.of('k') * reflectors * (4 * m - 2 * reflectors + 3);
  }

  /** Column j has h(j) entries below the triangle and is applied to the n - 1 - j after it. */
  static double tpqrt(Pentagon shape, Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('n');
    double l = trapezoid(shape, m, n);
    double rectangle = rectangle(shape, m) * n * (n - 1) / 2;
    double triangle = n * l * (l + 1) / 2 - l * (l + 1) * (2 * l + 1) / 6;
    double besideTriangle = l * (n - l - 1) * (n - l) / 2;
    return 4 * (rectangle + triangle + besideTriangle);
  }

  static double tpmqrt(Pentagon shape, Lengths lengths) {
    return 4 * lengths.of('k') * reflectorEntries(shape, lengths);
  }

  static double tpmqrtOfZero(Pentagon shape, Lengths lengths) {
    return 2 * lengths.of('k') * reflectorEntries(shape, lengths);
  }

  private static double reflectorEntries(Pentagon shape, Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('n');
    double l = trapezoid(shape, m, n);
    return n * rectangle(shape, m) + l * (l + 1) / 2 + l * (n - l);
  }

  /** The number of rows of the block that are full. */
  private static double rectangle(Pentagon shape, double m) {
    return shape == Pentagon.RECTANGULAR ? m : 0;
  }

  /** The number of rows of the block that are upper trapezoidal. */
  private static double trapezoid(Pentagon shape, double m, double n) {
    return shape == Pentagon.TRIANGULAR ? Math.min(m, n) : 0;
  }

  /** With m or n pivots, whichever is less, as Working Note 41 counts. */
  static double getrf(Lengths lengths) {
    double large = Math.max(lengths.of('m'), lengths.of('n'));
    double small = Math.min(lengths.of('m'), lengths.of('n'));
    return large * small * small - small * small * small / 3 - small * small / 2 + 5 * small / 6;
  }

  /** Of r tiles of n candidates, one above the other. */
  static double tournamentOfCandidates(Lengths lengths) {
    double n = lengths.of('n');
    double m = lengths.of('r') * n;
    return m == 0 ? 0 : m * n * n - n * n * n / 3 - n * n / 2 + 5 * n / 6;
  }

  static double gessm(Lengths lengths) {
    double k = lengths.of('k');
    return k * (k - 1) * lengths.of('n');
  }

  /** Of n / b windows of every sweep, four blocks of b x b are multiplied by one reflector each. */
  static double gbbrd(Lengths lengths) {
    double n = lengths.of('n');
    return 8 * lengths.of('b') * n * n;
  }

  /** To a band of 64 diagonals, and from there. */
  static double gebrd(Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('k');
    return 4 * m * n * n - 4 * n * n * n / 3 + 8 * Math.min(64, n) * n * n;
  }

  /** Half of them in products of the whole matrix with a vector. */
  static double gebrdAtOnce(Lengths lengths) {
    double m = lengths.of('m');
    double n = lengths.of('k');
    return 4 * m * n * n - 4 * n * n * n / 3;
  }

  /** Reflectors with m n - n^2 / 2 entries in all. */
  static double ormbrLeft(Lengths lengths) {
    double n = lengths.of('n');
    return (4 * lengths.of('m') - 2 * n) * n * lengths.of('k');
  }

  /** Reflectors with n^2 / 2 entries in all. */
  static double ormbrRight(Lengths lengths) {
    double n = lengths.of('n');
    return 2 * n * n * lengths.of('k');
  }

  /** Of n / b windows of every sweep, three blocks of b x b are multiplied by one reflector. */
  static double sbtrd(Lengths lengths) {
    double n = lengths.of('n');
    return 6 * lengths.of('b') * n * n;
  }

  /** Half of them in products of the whole matrix with a vector. */
  static double sytrd(Lengths lengths) {
    double m = lengths.of('m');
    return 4 * m * m * m / 3;
  }

  /** Reflectors with m^2 / 2 entries in all. */
  static double ormtr(Lengths lengths) {
    double m = lengths.of('m');
    return 2 * m * m * lengths.of('n');
  }

  /** A product of 2/3 n^3 multiplications and additions, should nothing deflate. */
  static double stedc(Lengths lengths) {
    double n = lengths.of('n');
    return 4 * n * n * n / 3;
  }

  /** Reflectors with n^2 / 2 entries in all. */
  static double ormbr(Lengths lengths) {
    double n = lengths.of('n');
    return 2 * lengths.of('m') * n * n;
  }

  /** About five sweeps of dqds a singular value, of six flops an entry, while entries become fewer. */
  static double bdsqr(Lengths lengths) {
    double n = lengths.of('n');
    return 15 * n * n;
  }

  /** Two products of 2/3 n^3 multiplications and additions each, should nothing deflate. */
  static double bdsdc(Lengths lengths) {
    double n = lengths.of('n');
    return 8 * n * n * n / 3;
  }
}
