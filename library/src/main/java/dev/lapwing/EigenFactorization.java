package dev.lapwing;

/**
 * The eigenvalues and eigenvectors of a symmetric n x n matrix: {@code A = V W V^T} (LAPACK: {@code
 * syevd}), V orthogonal and W diagonal. Closing it frees V.
 *
 * <p>If an entry of A that is read is NaN or infinite, all eigenvalues and eigenvectors are NaN.
 */
public final class EigenFactorization implements AutoCloseable {
  private final double[] values;
  private final BigMatrix vectors;

  EigenFactorization(double[] values, BigMatrix vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /** The eigenvalues, from the smallest to the largest. */
  public double[] values() {
    return values.clone();
  }

  /** The eigenvectors, as columns, in the order of their values. */
  public BigMatrix vectors() {
    return vectors;
  }

  @Override
  public void close() {
    vectors.close();
  }
}
