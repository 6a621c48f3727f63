package dev.lapwing.lambdapack;

import java.util.Locale;

/**
 * A function of two numbers that combines two matrices entry by entry, as IEEE 754 has it. Sums and
 * differences are {@link Kernels#axpby}.
 */
public enum EntryOperator {
  /** {@code x y}. */
  TIMES,
  /** {@code x / y}. */
  DIVIDE,
  /** The smaller of the two; NaN if one is. */
  MIN,
  /** The larger of the two; NaN if one is. */
  MAX;

  /** What users call it: {@code times}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
