package dev.lapwing;

/**
 * A solution that was refined from a factorization in float32. Closing it frees X.
 *
 * @param x the solution, n x c, in float64
 * @param steps how many times it was improved; of a fallback, before it was given up
 * @param fellBack whether float32 was not enough for this matrix, so that X is by a factorization
 *     in float64
 */
public record MixedSolution(BigMatrix x, int steps, boolean fellBack) implements AutoCloseable {

  @Override
  public void close() {
    x.close();
  }
}
