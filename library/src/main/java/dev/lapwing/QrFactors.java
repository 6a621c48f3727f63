package dev.lapwing;

/**
 * The factors of a tall matrix: {@code A = Q R}, where {@code Q^T Q = I} and R is upper triangular.
 * Closing it frees both.
 *
 * @param q m x n with orthonormal columns
 * @param r n x n, upper triangular; its diagonal may be negative
 */
public record QrFactors(BigMatrix q, BigMatrix r) implements AutoCloseable {

  @Override
  public void close() {
    q.close();
    r.close();
  }
}
