package dev.lapwing;

/**
 * The largest singular values and their vectors, {@code A = U S V^T + E}, and how large E is.
 * Closing it frees U and V.
 *
 * @param factors U, m x k, S and V, n x k, of the rank k that was wanted
 * @param error a bound of {@code ||E||} in the 2-norm, after the fact: products of E with {@value
 *     ResidualBound#VECTORS} random vectors, which have nothing to do with those that found the
 *     factors, are below it unless an event happened whose probability is 2^-{@value
 *     ResidualBound#VECTORS}. No approximation of this rank has a smaller {@code ||E||} than the
 *     first singular value that was left out. NaN if an entry of A is NaN or infinite
 */
public record LowRankSvd(SvdFactorization factors, double error) implements AutoCloseable {

  /** The left singular vectors, as columns: m x k. */
  public BigMatrix u() {
    return factors.u();
  }

  /** The singular values, none negative, from the largest to the smallest: k of them. */
  public double[] singularValues() {
    return factors.singularValues();
  }

  /** The right singular vectors, as columns: n x k. */
  public BigMatrix v() {
    return factors.v();
  }

  /** The same as rows, k x n: a view. */
  public BigMatrix vt() {
    return factors.vt();
  }

  @Override
  public void close() {
    factors.close();
  }
}
