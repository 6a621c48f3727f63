package dev.lapwing.lambdapack;

/** Which triangle of a matrix is meant. */
public enum Uplo {
  /** On and below the diagonal. */
  LOWER("L"),
  /** On and above the diagonal. */
  UPPER("U");

  private final String letter;

  Uplo(String letter) {
    this.letter = letter;
  }

  /** What LAPACK passes. */
  public String letter() {
    return letter;
  }
}
