package dev.lapwing;

/**
 * How many principal components are wanted, and how they are computed. Immutable.
 *
 * @param sketch their number; the rest of it counts where the method is {@link
 *     PcaMethod#RANDOMISED}
 * @param method the algorithm
 */
public record PcaOptions(Sketch sketch, PcaMethod method) {
  /** From here on the short side of a matrix is too long for all components to be cheap. */
  private static final long SHORT = 500;

  private static final double ALMOST_ALL = 0.8;

  /** A number of components, by the method that fits the matrix. */
  public static PcaOptions of(int components) {
    return new PcaOptions(Sketch.ofRank(components), PcaMethod.AUTOMATIC);
  }

  /** The same by a method of choice. */
  public PcaOptions method(PcaMethod wanted) {
    return new PcaOptions(sketch, wanted);
  }

  /** The same with another sketch, whose rank is the number of components. */
  public PcaOptions sketch(Sketch wanted) {
    return new PcaOptions(wanted, method);
  }

  /** Whether a matrix of a shape is decomposed as a whole. */
  boolean isFull(Shape shape) {
    long side = Math.min(shape.rows(), shape.columns());
    return method == PcaMethod.AUTOMATIC
        ? side <= SHORT || sketch.rank() >= ALMOST_ALL * side
        : method == PcaMethod.FULL;
  }
}
