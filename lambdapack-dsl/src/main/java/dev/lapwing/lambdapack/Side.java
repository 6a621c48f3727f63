package dev.lapwing.lambdapack;

/** On which side of the unknown a triangular matrix stands. */
public enum Side {
  /** {@code op(T) X = B}. */
  LEFT("L"),
  /** {@code X op(T) = B}. */
  RIGHT("R");

  private final String letter;

  Side(String letter) {
    this.letter = letter;
  }

  /** What LAPACK passes. */
  public String letter() {
    return letter;
  }
}
