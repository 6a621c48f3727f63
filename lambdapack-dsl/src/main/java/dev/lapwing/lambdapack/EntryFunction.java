package dev.lapwing.lambdapack;

import java.util.Locale;

/**
 * A function of one number that is applied to every entry of a matrix. Named, because executors on
 * other machines compute it. The results have the same bits on all of them: what IEEE 754 does not
 * round exactly is Java's {@link StrictMath}. A NaN gives NaN.
 */
public enum EntryFunction {
  /** {@code |x|}. */
  ABS(0),
  /** {@code -x}. */
  NEGATE(0),
  /** {@code 1 / x}; infinite for zero. */
  RECIPROCAL(0),
  /** {@code x x}. */
  SQUARE(0),
  /** The root of x; NaN for negative x. */
  SQRT(0),
  /** {@code e^x}. */
  EXP(0),
  /** The natural logarithm of x; minus infinity for zero, NaN for negative x. */
  LOG(0),
  /** {@code x + alpha}. */
  PLUS(1),
  /** {@code x / alpha}. */
  OVER(1),
  /** x to the power of alpha, as C's {@code pow} has it; but with {@code alpha = 0}, NaN gives 1. */
  POWER(1),
  /** The smaller of x and alpha; NaN if one is. */
  MIN(1),
  /** The larger of x and alpha; NaN if one is. */
  MAX(1),
  /** x where it is between alpha and beta, or else the nearer of the two. */
  CLIP(2);

  private final int scalars;

  EntryFunction(int scalars) {
    this.scalars = scalars;
  }

  /** What users call it: {@code sqrt}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }

  /** How many numbers it takes besides x: none, alpha, or alpha and beta. */
  public int scalars() {
    return scalars;
  }
}
