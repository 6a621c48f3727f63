package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.laset;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * Both factors of a tall matrix {@code A = Q R}: up the tree of {@link Tsqr} for R, and down the same
 * tree for Q, which is Q times the identity.
 *
 * <p>A and Q are m x n, m at least n, with n one tile and every tile but the last at least n rows
 * long; Q has orthonormal columns; R is n x n upper triangular. Flops: about 4 m n^2.
 */
public final class TsqrFormQ {

  private TsqrFormQ() {}

  /** Sizes: m, n. Input: A. Outputs: R, Q. */
  public static Program program() {
    return Program.define("tsqr-q", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix r = p.output("R", n, n);
      SymbolicMatrix q = p.output("Q", m, n);
      HouseholderTree tree = new HouseholderTree(p, m, n);
      // A = Q R
      tree.factor(a, r);
      // Q = Q I
      tree.apply(j -> laset(0, 1), q, n);
    });
  }
}
