package dev.lapwing;

import java.util.Map;

/**
 * The factorization {@code A = Q R} of an m x n matrix of any shape, with Q kept as the reflectors
 * that it is a product of (LAPACK: {@code geqrf}). Closing it frees all of it. A NaN or an infinite
 * entry of A makes entries of both factors NaN; nothing is refused.
 */
public final class QrFactorization implements AutoCloseable {
  private final BigMatrix r;
  private final Map<String, BigMatrix> reflectors;
  private final long group;

  /** What {@code qr-factor} gives. */
  QrFactorization(Map<String, BigMatrix> outputs, long group) {
    this.r = outputs.get("R");
    this.reflectors = Map.of("V", outputs.get("V"), "T", outputs.get("T"), "U", outputs.get("U"));
    this.group = group;
  }

  /** R: min(m, n) x n, upper trapezoidal; its diagonal may be negative. */
  public BigMatrix r() {
    return r;
  }

  /**
   * The first min(m, n) columns of Q, formed (LAPACK: {@code orgqr}); they are all that {@code A =
   * Q R} needs. About as many flops as the factorization.
   *
   * @return m x min(m, n) with orthonormal columns
   */
  public BigMatrix q() {
    return qAsync().join();
  }

  /** As {@link #q}, started and not waited for. */
  public Run<BigMatrix> qAsync() {
    return qAsync(RunOptions.defaults());
  }

  /** As {@link #q}, started and not waited for, with options. */
  public Run<BigMatrix> qAsync(RunOptions options) {
    return columnsOfQ(r.rows(), options);
  }

  /**
   * All of Q, formed: m x m, orthogonal (LAPACK: {@code orgqr}). 4 (m^2 r - m r^2 + r^3 / 3) flops.
   */
  public BigMatrix fullQ() {
    return fullQAsync().join();
  }

  /** As {@link #fullQ}, started and not waited for. */
  public Run<BigMatrix> fullQAsync() {
    return fullQAsync(RunOptions.defaults());
  }

  /** As {@link #fullQ}, started and not waited for, with options. */
  public Run<BigMatrix> fullQAsync(RunOptions options) {
    return columnsOfQ(rows(), options);
  }

  /**
   * {@code Q B} without forming Q (LAPACK: {@code ormqr}); 4 m r c - 2 r^2 c flops for r = min(m,
   * n).
   *
   * @param b m x c; or min(m, n) x c, which the first columns of Q are multiplied by
   * @return m x c
   */
  public BigMatrix applyQ(BigMatrix b) {
    return applyQAsync(b).join();
  }

  /** As {@link #applyQ}, started and not waited for. */
  public Run<BigMatrix> applyQAsync(BigMatrix b) {
    return applyQAsync(b, RunOptions.defaults());
  }

  /** As {@link #applyQ}, started and not waited for, with options. */
  public Run<BigMatrix> applyQAsync(BigMatrix b, RunOptions options) {
    if (b.rows() == rows()) {
      return apply("qr-apply-q", b, options);
    }
    requireRows("multiply", b, r.rows());
    return appliedToFirst(Operand.of(b), options);
  }

  /** The product of the first columns of Q with as many rows. */
  Run<BigMatrix> appliedToFirst(Operand b, RunOptions options) {
    Run<BigMatrix> padded = operations().pad(b, v().grid().rows()).only("C", RunOptions.defaults());
    return ChainedRun.closing("qr-apply-q", padded, full -> apply("qr-apply-q", full, options));
  }

  /**
   * {@code Q^T B} with all of Q, without forming it (LAPACK: {@code ormqr}); its first min(m, n)
   * rows are the product with the economy Q. 4 m r c - 2 r^2 c flops.
   *
   * @param b m x c
   * @return m x c
   */
  public BigMatrix applyQTransposed(BigMatrix b) {
    return applyQTransposedAsync(b).join();
  }

  /** As {@link #applyQTransposed}, started and not waited for. */
  public Run<BigMatrix> applyQTransposedAsync(BigMatrix b) {
    return applyQTransposedAsync(b, RunOptions.defaults());
  }

  /** As {@link #applyQTransposed}, started and not waited for, with options. */
  public Run<BigMatrix> applyQTransposedAsync(BigMatrix b, RunOptions options) {
    return apply("qr-apply-qt", b, options);
  }

  /**
   * The reciprocal of the condition number of R's square part in the 1-norm, estimated from below
   * without its inverse (LAPACK: {@code trcon}); zero if an entry of the diagonal is exactly zero.
   */
  public double reciprocalCondition() {
    return reciprocalConditionAsync().join();
  }

  /** As {@link #reciprocalCondition}, started and not waited for. */
  public Run<Double> reciprocalConditionAsync() {
    return TriangularCondition.ofUpper(r);
  }

  @Override
  public void close() {
    r.close();
    reflectors.values().forEach(BigMatrix::close);
  }

  private long rows() {
    return v().rows();
  }

  private BigMatrix v() {
    return reflectors.get("V");
  }

  private Operations operations() {
    return r.lapwing().operations();
  }

  private Run<BigMatrix> columnsOfQ(long columns, RunOptions options) {
    return operations().qrColumns(reflectors, group, columns).only("Q", options);
  }

  private Run<BigMatrix> apply(String program, BigMatrix b, RunOptions options) {
    requireRows("multiply", b, rows());
    return operations().qrApplied(program, reflectors, group, Operand.of(b)).only("C", options);
  }

  private void requireRows(String operation, BigMatrix b, long rows) {
    if (b.rows() != rows) {
      throw new ShapeMismatch(
          operation,
          new Shape(rows(), rows()),
          b.shape(),
          "the matrix that Q is applied to must have as many rows as Q");
    }
  }
}
