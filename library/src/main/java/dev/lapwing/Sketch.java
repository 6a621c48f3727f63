package dev.lapwing;

/**
 * How a matrix is approximated from its products with random vectors: a rank, and what makes it
 * accurate. Immutable: every method gives a changed copy.
 *
 * @param rank the number of singular values and vectors that are wanted, at least 1
 * @param oversampling random vectors beyond the rank, for safety: 5 or 10 are usual
 * @param powerIterations multiplications by {@code A A^T} that sharpen the difference between large
 *     and small singular values; each reads A twice more. None are needed where the values fall
 *     fast, 2 are good for most, 4 to 7 for those that hardly fall
 * @param seed of the random vectors: the same seed gives the same bits
 */
public record Sketch(int rank, int oversampling, int powerIterations, long seed) {
  private static final int OVERSAMPLING = 10;
  private static final int POWER_ITERATIONS = 2;

  /** Refuses what is too small. */
  public Sketch {
    require("the rank", rank, 1);
    require("the oversampling", oversampling, 0);
    require("the number of power iterations", powerIterations, 0);
  }

  /** A rank, with oversampling of 10, 2 power iterations, and a fixed seed. */
  public static Sketch ofRank(int rank) {
    return new Sketch(rank, OVERSAMPLING, POWER_ITERATIONS, 0);
  }

  /** The same with other oversampling. */
  public Sketch oversampling(int vectors) {
    return new Sketch(rank, vectors, powerIterations, seed);
  }

  /** The same with another number of power iterations. */
  public Sketch powerIterations(int iterations) {
    return new Sketch(rank, oversampling, iterations, seed);
  }

  /** The same with another seed. */
  public Sketch seed(long other) {
    return new Sketch(rank, oversampling, powerIterations, other);
  }

  /** Refuses a rank that a matrix cannot have. */
  void requireFits(Shape shape) {
    long most = Math.min(shape.rows(), shape.columns());
    if (rank > most) {
      throw new IllegalArgumentException(
          "a matrix of %s has %,d singular values, and %,d are wanted: give a rank from 1 to %,d"
              .formatted(shape, most, rank, most));
    }
  }

  /** The random vectors that a matrix takes. */
  int vectors(Shape shape) {
    long wanted = (long) rank + oversampling;
    return (int) Math.min(wanted, Math.min(shape.rows(), shape.columns()));
  }

  private static void require(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is at least %d, not %,d".formatted(what, least, value));
    }
  }
}
