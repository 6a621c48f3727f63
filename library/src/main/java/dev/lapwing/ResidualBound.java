package dev.lapwing;

import dev.lapwing.SequenceRun.Steps;

/**
 * A bound of {@code ||A - U S V^T||} in the 2-norm, from products with {@value #VECTORS} random
 * vectors: {@code ||E|| <= 2 sqrt(2 / pi) max ||E w||} but for a probability of 2^-{@value
 * #VECTORS} (Halko, Martinsson, Tropp, 2011, lemma 4.1). A is read once; E is never formed.
 */
final class ResidualBound {
  /** The products that are looked at. */
  static final int VECTORS = 20;

  private static final double FACTOR = 2 * Math.sqrt(2 / Math.PI);

  private final BigMatrix a;
  private final long seed;
  private final Steps steps;

  /**
   * @param seed that found the factors; the vectors are others
   */
  ResidualBound(BigMatrix a, long seed, Steps steps) {
    this.a = a;
    this.seed = ~seed;
    this.steps = steps;
  }

  double of(SvdFactorization factors) {
    try (BigMatrix vectors = steps.finish(RandomisedSvd.randomVectors(a, VECTORS, VECTORS, seed));
        BigMatrix exact = steps.finish(a.async().multiply(vectors));
        BigMatrix approximate = approximate(factors, vectors);
        BigMatrix difference = steps.finish(exact.async().minus(approximate));
        // columns of R are as long as those of the difference
        BigMatrix r = steps.finish(difference.async().qrR())) {
      return FACTOR * longestColumn(r.toArray());
    }
  }

  /** {@code U (S (V^T W))}. */
  private BigMatrix approximate(SvdFactorization factors, BigMatrix vectors) {
    try (BigMatrix coordinates = steps.finish(factors.vt().async().multiply(vectors));
        BigMatrix rows = coordinates.transpose();
        BigMatrix scaled = steps.finish(scaling(rows, factors.singularValues()));
        BigMatrix columns = scaled.transpose()) {
      return steps.finish(factors.u().async().multiply(columns));
    }
  }

  private static Run<BigMatrix> scaling(BigMatrix rows, double[] values) {
    return ColumnScaling.start("scaling", rows, values, RunOptions.defaults());
  }

  private static double longestColumn(double[][] r) {
    double longest = 0;
    for (int j = 0; j < VECTORS; j++) {
      double length = 0;
      for (double[] row : r) {
        length = Math.hypot(length, row[j]);
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
