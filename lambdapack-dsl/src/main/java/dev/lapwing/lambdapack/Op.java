package dev.lapwing.lambdapack;

/** Whether a matrix is taken as it is or transposed: the {@code op} of the BLAS. */
public enum Op {
  /** {@code op(A) = A}. */
  NO_TRANS("N"),
  /** {@code op(A) = A^T}. */
  TRANS("T");

  private final String letter;

  Op(String letter) {
    this.letter = letter;
  }

  /** What LAPACK passes. */
  public String letter() {
    return letter;
  }
}
