package dev.lapwing;

/**
 * Random test matrices as functions of row and column: the same for the same seed, whatever the
 * tiles and threads.
 */
public final class RandomMatrices {
  private RandomMatrices() {}

  /** Uniform on (-1, 1), as LAPACK's {@code dlarnv} with IDIST = 2. */
  public static Entries uniform(long seed) {
    return Pending.value();
  }

  /** Standard normal, as LAPACK's {@code dlarnv} with IDIST = 3. */
  public static Entries normal(long seed) {
    return Pending.value();
  }

  /** Symmetric positive definite, n x n, with a given 2-norm condition number and norm 1. */
  public static Entries positiveDefinite(long n, double condition, long seed) {
    return Pending.value();
  }

  /** A general m x n matrix with a given 2-norm condition number and norm 1. */
  public static Entries conditioned(long rows, long columns, double condition, long seed) {
    return Pending.value();
  }

  /** Symmetric positive definite with rows and columns scaled from 1 down to 1 / ratio. */
  public static Entries graded(long n, double ratio, long seed) {
    return Pending.value();
  }
}
