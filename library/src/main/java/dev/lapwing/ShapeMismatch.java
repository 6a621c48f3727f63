package dev.lapwing;

/** Two matrices whose shapes do not fit an operation. */
public final class ShapeMismatch extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient Shape left;
  private final transient Shape right;

  ShapeMismatch(String operation, Shape left, Shape right, String rule) {
    super("cannot " + operation + " " + left + " and " + right + ": " + rule);
    this.left = left;
    this.right = right;
  }

  /** The shape of the matrix whose method was called. */
  public Shape left() {
    return left;
  }

  /** The shape of the argument. */
  public Shape right() {
    return right;
  }
}
