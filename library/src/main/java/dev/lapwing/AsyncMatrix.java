package dev.lapwing;

/**
 * The operations of a {@link BigMatrix}, started and not waited for: each gives a {@link Run}.
 * Arguments are checked at once, by the call.
 */
public final class AsyncMatrix {
  private final BigMatrix a;
  private final RunOptions options;

  AsyncMatrix(BigMatrix a, RunOptions options) {
    this.a = a;
    this.options = options;
  }

  /** See {@link BigMatrix#plus}. */
  public Run<BigMatrix> plus(BigMatrix b) {
    return start("axpby");
  }

  /** See {@link BigMatrix#minus}. */
  public Run<BigMatrix> minus(BigMatrix b) {
    return start("axpby");
  }

  /** See {@link BigMatrix#scale}. */
  public Run<BigMatrix> scale(double alpha) {
    return start("scale");
  }

  /** See {@link BigMatrix#plusDiagonal}. */
  public Run<BigMatrix> plusDiagonal(double alpha) {
    return start("shift");
  }

  /** See {@link BigMatrix#multiply}. */
  public Run<BigMatrix> multiply(BigMatrix b) {
    return start("gemm");
  }

  /** See {@link BigMatrix#gram}. */
  public Run<BigMatrix> gram() {
    return start("syrk");
  }

  /** See {@link BigMatrix#cholesky}. */
  public Run<CholeskyFactor> cholesky() {
    return start("cholesky");
  }

  /** See {@link BigMatrix#solve}. */
  public Run<BigMatrix> solve(BigMatrix b) {
    return start("posv");
  }

  /** See {@link BigMatrix#solveLower}. */
  public Run<BigMatrix> solveLower(BigMatrix b) {
    return start("trsm");
  }

  /** See {@link BigMatrix#solveUpper}. */
  public Run<BigMatrix> solveUpper(BigMatrix b) {
    return start("trsm");
  }

  /** See {@link BigMatrix#tsqr}. */
  public Run<QrFactors> tsqr() {
    return start("tsqr");
  }

  /** See {@link BigMatrix#tsqrR}. */
  public Run<BigMatrix> tsqrR() {
    return start("tsqr");
  }

  /** See {@link BigMatrix#leastSquares}. */
  public Run<BigMatrix> leastSquares(BigMatrix b) {
    return start("tsqr");
  }

  /** See {@link BigMatrix#copy}. */
  public Run<BigMatrix> copy(Shape tile) {
    return start("copy");
  }

  private <T> Run<T> start(String program) {
    throw new UnsupportedOperationException(program + a + options);
  }
}
