package dev.lapwing;

/**
 * The factorization {@code A = L Q} of an m x n matrix of any shape, with Q kept as the reflectors
 * that it is a product of (LAPACK: {@code gelqf}). It is the QR factorization of the transpose, as
 * a view: {@code A^T = Q^T L^T}. Closing it frees all of it.
 */
public final class LqFactorization implements AutoCloseable {
  private final QrFactorization transposed;
  private final BigMatrix l;

  LqFactorization(QrFactorization transposed) {
    this.transposed = transposed;
    this.l = transposed.r().transpose();
  }

  /** L: m x min(m, n), lower trapezoidal; its diagonal may be negative. */
  public BigMatrix l() {
    return l;
  }

  /** The first min(m, n) rows of Q, formed (LAPACK: {@code orglq}): min(m, n) x n. */
  public BigMatrix q() {
    return qAsync().join();
  }

  /** As {@link #q}, started and not waited for. */
  public Run<BigMatrix> qAsync() {
    return new MappedRun<>(transposed.qAsync(), LqFactorization::transposed);
  }

  /** All of Q, formed: n x n, orthogonal (LAPACK: {@code orglq}). */
  public BigMatrix fullQ() {
    return fullQAsync().join();
  }

  /** As {@link #fullQ}, started and not waited for. */
  public Run<BigMatrix> fullQAsync() {
    return new MappedRun<>(transposed.fullQAsync(), LqFactorization::transposed);
  }

  /**
   * {@code Q B} with all of Q, without forming it (LAPACK: {@code ormlq}).
   *
   * @param b n x c
   * @return n x c
   */
  public BigMatrix applyQ(BigMatrix b) {
    return applyQAsync(b).join();
  }

  /** As {@link #applyQ}, started and not waited for. */
  public Run<BigMatrix> applyQAsync(BigMatrix b) {
    return transposed.applyQTransposedAsync(b);
  }

  /**
   * {@code Q^T B} without forming Q (LAPACK: {@code ormlq}).
   *
   * @param b n x c; or min(m, n) x c, which the first rows of Q, transposed, are multiplied by
   * @return n x c
   */
  public BigMatrix applyQTransposed(BigMatrix b) {
    return applyQTransposedAsync(b).join();
  }

  /** As {@link #applyQTransposed}, started and not waited for. */
  public Run<BigMatrix> applyQTransposedAsync(BigMatrix b) {
    return transposed.applyQAsync(b);
  }

  @Override
  public void close() {
    l.close();
    transposed.close();
  }

  private static BigMatrix transposed(BigMatrix q) {
    try (q) {
      return q.transpose();
    }
  }
}
