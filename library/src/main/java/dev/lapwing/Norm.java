package dev.lapwing;

/**
 * A matrix norm, as LAPACK's {@code dlange} computes it. A NaN anywhere gives NaN; an empty matrix
 * has norm 0.
 */
public enum Norm {
  /** The largest sum of absolute values of a column. */
  ONE,
  /** The largest sum of absolute values of a row. */
  INFINITY,
  /** The root of the sum of squares, scaled so that the squares neither overflow nor underflow. */
  FROBENIUS,
  /** The largest absolute value; not submultiplicative. */
  MAX
}
