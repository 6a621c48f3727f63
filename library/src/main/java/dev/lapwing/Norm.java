package dev.lapwing;

/**
 * A matrix norm, as LAPACK's {@code dlange} computes it, and the 2-norm. A NaN anywhere gives NaN;
 * an empty matrix has norm 0.
 *
 * <p>The norm of a matrix of floats is a float: infinite where it is beyond the range of one.
 */
public enum Norm {
  /** The largest sum of absolute values of a column. */
  ONE,
  /** The largest sum of absolute values of a row. */
  INFINITY,
  /** The root of the sum of squares, scaled so that the squares neither overflow nor underflow. */
  FROBENIUS,
  /** The largest absolute value; not submultiplicative. */
  MAX,
  /**
   * The largest singular value, estimated by Lanczos iteration from a random vector: never too
   * large but by rounding, and where the largest singular values lie apart right to six digits or
   * more. It is taken when eight steps raise it by less than a part in 10^7, or after 160 steps;
   * then, and if the vector misses what belongs to the largest value, it is too small.
   */
  TWO
}
