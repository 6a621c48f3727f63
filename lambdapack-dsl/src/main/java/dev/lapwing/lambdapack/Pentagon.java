package dev.lapwing.lambdapack;

/** The shape of the lower block in the QR factorization of one block below a triangle. */
public enum Pentagon {
  /** The lower block is rectangular. */
  RECTANGULAR("N"),
  /** The lower block is upper triangular or trapezoidal. */
  TRIANGULAR("U");

  private final String letter;

  Pentagon(String letter) {
    this.letter = letter;
  }

  /** The option of the kernels {@code tpqrt} and {@code tpmqrt}. */
  public String letter() {
    return letter;
  }
}
