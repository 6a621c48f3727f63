package dev.lapwing;

import java.util.Locale;

/** How principal components are computed. */
public enum PcaMethod {
  /**
   * {@link #FULL} if the shorter side of the matrix is at most 500, or if 80 % of all components
   * are wanted; {@link #RANDOMISED} otherwise. scikit-learn draws about the same line.
   */
  AUTOMATIC,
  /** By {@link BigMatrix#svd}: all components, of which the first are kept. */
  FULL,
  /**
   * By {@link BigMatrix#svdRandomised(Sketch)}: the matrix is read a few times, whatever its shape.
   */
  RANDOMISED;

  /** What users call it: {@code randomised}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
