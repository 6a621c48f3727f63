package dev.lapwing.lambdapack;

/** Whether the diagonal of a triangular matrix is read or taken to be one. */
public enum Diag {
  /** The diagonal is read. */
  NON_UNIT("N"),
  /** The diagonal is one and not read. */
  UNIT("U");

  private final String letter;

  Diag(String letter) {
    this.letter = letter;
  }

  /** What LAPACK passes. */
  public String letter() {
    return letter;
  }
}
