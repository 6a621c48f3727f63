package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.bdsqr;
import static dev.lapwing.lambdapack.Kernels.gebrd;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/**
 * The singular values of a matrix, falling, where one task reduces the matrix to two diagonals and
 * another finds their singular values.
 *
 * <p>WHEN: for matrices that one core reduces sooner than thousands of small tasks are begun; for
 * others there is {@link SingularValues}.
 *
 * <p>A is m x n, m at least n, in blocks of whole columns; S is n x 1. Flops: 4 m n^2 - 4 n^3 / 3.
 * LAPACK: gesvd.
 */
public final class SingularValuesDirect {

  /** The name of the program. */
  public static final String NAME = "singular-values-direct";

  private static final Index ONE = Index.constant(1);

  private SingularValuesDirect() {}

  /** Sizes: m, n. Input: A. Output: S. */
  public static Program program() {
    return Program.define(NAME, p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      p.require(n.atLeast(1), "a matrix without columns has no singular values");
      Extent one = new Extent.Fixed(1);
      SymbolicMatrix a = p.input("A", m.whole(), n.along(1), ONE, n);
      SymbolicMatrix values = p.output("S", n.whole(), one, Structure.FULL, ONE, ONE);
      SymbolicTile two = p.scratch("F", n.whole(), new Extent.Fixed(2), ONE).at(0);
      // F = two diagonals with the singular values of A
      p.let(two).be(gebrd(a.at(0, range(0, n))));
      p.let(values.at(0, 0)).be(bdsqr(two));
    });
  }
}
