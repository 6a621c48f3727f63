package dev.lapwing;

import dev.lapwing.lambdapack.Uplo;

/**
 * The operations of a {@link BigMatrix}, started and not waited for: each gives a {@link Run}.
 * Arguments are checked at once, by the call. Arguments may be closed while the run lasts.
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
    return one("C", operations().axpby("add", 1, left(), 1, Operand.of(b)));
  }

  /** See {@link BigMatrix#minus}. */
  public Run<BigMatrix> minus(BigMatrix b) {
    return one("C", operations().axpby("subtract", 1, left(), -1, Operand.of(b)));
  }

  /** See {@link BigMatrix#scale}. */
  public Run<BigMatrix> scale(double alpha) {
    return one("C", operations().scale(alpha, left()));
  }

  /** See {@link BigMatrix#plusDiagonal}. */
  public Run<BigMatrix> plusDiagonal(double alpha) {
    return one("C", operations().shift(left(), alpha));
  }

  /** See {@link BigMatrix#multiply}. */
  public Run<BigMatrix> multiply(BigMatrix b) {
    return one("C", operations().gemm(left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#gram}. */
  public Run<BigMatrix> gram() {
    return one("G", operations().syrk(left()));
  }

  /** See {@link BigMatrix#cholesky}. */
  public Run<CholeskyFactor> cholesky() {
    return new MappedRun<>(one("L", operations().cholesky(left())), CholeskyFactor::new);
  }

  /** See {@link BigMatrix#solve}. */
  public Run<BigMatrix> solve(BigMatrix b) {
    return one("X", operations().posv(left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#solveLower}. */
  public Run<BigMatrix> solveLower(BigMatrix b) {
    return one("X", operations().trsm(Uplo.LOWER, left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#solveUpper}. */
  public Run<BigMatrix> solveUpper(BigMatrix b) {
    return one("X", operations().trsm(Uplo.UPPER, left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#tsqr}; {@link RunOptions#writeTo} speaks of Q. */
  public Run<QrFactors> tsqr() {
    return new MappedRun<>(
        operations().tsqr("tsqr-q", left()).options("Q", options).start(),
        results -> new QrFactors(results.get("Q"), results.get("R")));
  }

  /** See {@link BigMatrix#tsqrR}. */
  public Run<BigMatrix> tsqrR() {
    return one("R", operations().tsqr("tsqr", left()));
  }

  /** See {@link BigMatrix#qr()}; {@link RunOptions#writeTo} speaks of R. */
  public Run<QrFactorization> qr() {
    return qr(QrTree.automatic());
  }

  /** See {@link BigMatrix#qr(QrTree)}; {@link RunOptions#writeTo} speaks of R. */
  public Run<QrFactorization> qr(QrTree tree) {
    return operations().qrFactor(left(), tree, options);
  }

  /** See {@link BigMatrix#qrR}. */
  public Run<BigMatrix> qrR() {
    return qrR(QrTree.automatic());
  }

  /** As {@link #qrR()}, along a tree of choice. */
  public Run<BigMatrix> qrR(QrTree tree) {
    return one("R", operations().qr(left(), tree));
  }

  /** See {@link BigMatrix#lq()}. */
  public Run<LqFactorization> lq() {
    return lq(QrTree.automatic());
  }

  /** See {@link BigMatrix#lq(QrTree)}. */
  public Run<LqFactorization> lq(QrTree tree) {
    return new MappedRun<>(
        operations().qrFactor(left().transpose(), tree, options), LqFactorization::new);
  }

  /** See {@link BigMatrix#leastSquares}. */
  public Run<BigMatrix> leastSquares(BigMatrix b) {
    return new LeastSquares(a, options).start(b);
  }

  /** See {@link BigMatrix#copy}. */
  public Run<BigMatrix> copy() {
    return new MatrixWork(a.lapwing(), options).copy(a);
  }

  /** See {@link BigMatrix#save}; gives the matrix itself. */
  public Run<BigMatrix> save(String uri) {
    return new MatrixWork(a.lapwing(), options).save(a, uri);
  }

  /** See {@link BigMatrix#norm}. */
  public Run<Double> norm(Norm norm) {
    return new MatrixWork(a.lapwing(), options).norm(a, norm);
  }

  private Operand left() {
    return Operand.of(a);
  }

  private Operations operations() {
    return a.lapwing().operations();
  }

  private Run<BigMatrix> one(String output, ProgramCall call) {
    return call.only(output, options);
  }
}
