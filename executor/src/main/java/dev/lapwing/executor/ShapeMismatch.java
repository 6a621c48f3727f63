package dev.lapwing.executor;

/** A matrix that was given to a run is not cut as the sizes of the run say. */
public final class ShapeMismatch extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String matrix;
  private final String expected;
  private final String actual;

  /**
   * A mismatch of one dimension or tile.
   *
   * @param matrix the matrix, by its name in the program
   * @param expected what the sizes of the run ask for
   * @param actual what was given
   */
  public ShapeMismatch(String matrix, String expected, String actual) {
    super(
        "%s does not fit its program: the run's sizes ask for %s, the matrix has %s. Give the run the sizes of its matrices, or copy the matrix to a matrix of that shape and tile shape."
            .formatted(matrix, expected, actual));
    this.matrix = matrix;
    this.expected = expected;
    this.actual = actual;
  }

  /** The matrix, by its name in the program. */
  public String matrix() {
    return matrix;
  }

  /** What the sizes of the run ask for. */
  public String expected() {
    return expected;
  }

  /** What was given. */
  public String actual() {
    return actual;
  }
}
