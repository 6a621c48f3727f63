package dev.lapwing.lambdapack;

import java.util.Locale;

/** What reduces the entries of a row or a column to one number, in rising order. A NaN gives NaN. */
public enum Reduction {
  /** The sum; 0 of no entries. */
  SUM,
  /** The least entry; infinity of no entries. */
  MIN,
  /** The greatest entry; minus infinity of no entries. */
  MAX,
  /** The sum of absolute values, as BLAS's {@code asum}. */
  ASUM,
  /** The largest absolute value; 0 of no entries. */
  AMAX;

  /** What kernels call it: {@code asum}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
