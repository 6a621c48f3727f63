package dev.lapwing;

import dev.lapwing.SequenceRun.Steps;
import dev.lapwing.lambdapack.algorithm.BandSvd;
import java.util.Arrays;

/**
 * The largest singular values and vectors of a matrix, from an orthonormal basis Q of its products
 * with random vectors: {@code A = Q Q^T A} nearly, and the decomposition of the small {@code Q^T A}
 * is exact. A wide matrix is its transpose.
 *
 * <p>Source: N. Halko, P.-G. Martinsson, J. Tropp, Finding structure with randomness: probabilistic
 * algorithms for constructing approximate matrix decompositions, SIAM Review 53 (2011), algorithms
 * 4.4 and 5.1.
 */
final class RandomisedSvd {
  private static final String NAME = "randomised-svd";

  /** Columns that the TSQR of a basis takes in one tile. */
  private static final long NARROW = 256;

  private final BigMatrix a;
  private final Sketch sketch;
  private final Steps steps;

  private RandomisedSvd(BigMatrix a, Sketch sketch, Steps steps) {
    this.a = a;
    this.sketch = sketch;
    this.steps = steps;
  }

  /** Starts it; options are those of U. */
  static Run<LowRankSvd> start(BigMatrix matrix, Sketch sketch, RunOptions options) {
    requireFeasible(matrix, sketch);
    BigMatrix a = matrix.view();
    Run<LowRankSvd> run =
        SequenceRun.start(
            a.lapwing().engine(), NAME, steps -> decompose(a, sketch, options, steps));
    Joining.atEnd(run.future(), a::close);
    return run;
  }

  private static LowRankSvd decompose(BigMatrix a, Sketch sketch, RunOptions options, Steps steps) {
    SvdFactorization factors = factors(a, sketch, options, steps);
    return new LowRankSvd(factors, new ResidualBound(a, sketch.seed(), steps).of(factors));
  }

  /** The factors alone, as a part of a longer sequence. */
  static SvdFactorization factors(BigMatrix a, Sketch sketch, RunOptions options, Steps steps) {
    if (a.rows() >= a.columns()) {
      return new RandomisedSvd(a, sketch, steps).factors(options, RunOptions.defaults());
    }
    try (BigMatrix transpose = a.transpose()) {
      return new RandomisedSvd(transpose, sketch, steps)
          .factors(RunOptions.defaults(), options)
          .swapped();
    }
  }

  static void requireFeasible(BigMatrix a, Sketch sketch) {
    sketch.requireFits(a.shape());
    int vectors = sketch.vectors(a.shape());
    if (vectors > BandSvd.MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "rank and oversampling make %,d vectors, which need whole square matrices in one task: up to %,d are possible"
              .formatted(vectors, BandSvd.MOST_COLUMNS));
    }
  }

  private SvdFactorization factors(RunOptions left, RunOptions right) {
    int rank = sketch.rank();
    try (BigMatrix q = basis();
        BigMatrix qta = times(true, q);
        SvdFactorization small = steps.finish(qta.async().svd());
        // A^T Q = V S X^T
        BigMatrix x = small.v().slice(0, small.v().rows(), 0, rank);
        BigMatrix first = small.u().slice(0, small.u().rows(), 0, rank)) {
      double[] values = Arrays.copyOf(small.singularValues(), rank);
      return new SvdFactorization(
          steps.finish(q.async(left).multiply(x)), values, steps.finish(first.async(right).copy()));
    }
  }

  /** Q, m x l: the basis of {@code (A A^T)^p A W}, orthonormal again after every product. */
  private BigMatrix basis() {
    BigMatrix q = orthonormal(steps.finish(sketchVectors()), false);
    for (int iteration = 0; iteration < sketch.powerIterations(); iteration++) {
      q = orthonormal(orthonormal(q, true), false);
    }
    return q;
  }

  private Run<BigMatrix> sketchVectors() {
    int vectors = sketch.vectors(a.shape());
    long width = Math.min(vectors, Math.max(NARROW, a.tileShape().columns()));
    return randomVectors(a, vectors, width, sketch.seed());
  }

  /** Vectors that A can be multiplied by, of normal entries, as columns in tiles of a width. */
  static Run<BigMatrix> randomVectors(BigMatrix a, int vectors, long width, long seed) {
    RunOptions options =
        RunOptions.defaults()
            .tile(new Shape(a.tileShape().columns(), width))
            .precision(a.precision());
    return a.lapwing().async(options).matrix(a.columns(), vectors, RandomMatrices.normal(seed));
  }

  /** The Q of {@code op(A) B = Q R}; B is closed. */
  private BigMatrix orthonormal(BigMatrix b, boolean transposed) {
    try (b;
        BigMatrix product = times(transposed, b)) {
      return product.lapwing().operations().fitsTsqr(Operand.of(product))
          ? byTsqr(product)
          : byQr(product);
    }
  }

  private BigMatrix byTsqr(BigMatrix product) {
    QrFactors qr = steps.finish(product.async().tsqr());
    qr.r().close();
    return qr.q();
  }

  private BigMatrix byQr(BigMatrix product) {
    try (QrFactorization qr = steps.finish(product.async().qr())) {
      return steps.finish(qr.qAsync());
    }
  }

  private BigMatrix times(boolean transposed, BigMatrix b) {
    if (!transposed) {
      return steps.finish(a.async().multiply(b));
    }
    try (BigMatrix transpose = a.transpose()) {
      return steps.finish(transpose.async().multiply(b));
    }
  }
}
