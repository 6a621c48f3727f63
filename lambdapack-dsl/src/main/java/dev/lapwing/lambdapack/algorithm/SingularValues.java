package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.bdsqr;
import static dev.lapwing.lambdapack.Kernels.gbbrd;

import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.TileBand.Given;

/**
 * The singular values of a matrix, falling. It is reduced to a band by tiles; one task reduces the
 * band to two diagonals, and one finds their singular values. The former holds a band of 3 n b
 * numbers for tiles of b columns.
 *
 * <p>WHEN: for matrices that one core would take long to reduce; small ones are {@link
 * SvdDirect}'s.
 *
 * <p>A is m x n, m at least n; S is n x 1. Flops: 4 m n^2 - 4 n^3 / 3 + 8 n^2 b. LAPACK: gesvd.
 */
public final class SingularValues {

  private static final Index ONE = Index.constant(1);

  private SingularValues() {}

  /** Sizes: m, n. Parameter: group. Input: A. Output: S. */
  public static Program program() {
    return Program.define("singular-values", p -> {
      Given given = Given.declare(p);
      Extent n = given.n().whole();
      SymbolicMatrix values = p.output("S", n, new Extent.Fixed(1), Structure.FULL, ONE, ONE);
      SymbolicMatrix two = p.scratch("F", n, new Extent.Fixed(2), ONE);
      BandTiles band = new BandTiles(p, given.n());
      new TileBand(p, given).reduce(band);
      // F = two diagonals with the singular values of the band
      p.let(two.at(0)).be(gbbrd(band.diagonals(), band.besides()));
      p.let(values.at(0, 0)).be(bdsqr(two.at(0)));
    });
  }
}
