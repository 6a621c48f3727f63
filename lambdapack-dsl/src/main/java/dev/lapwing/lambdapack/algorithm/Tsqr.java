package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The triangular factor R of a tall matrix {@code A = Q R}, by a tree of small factorizations.
 *
 * <p>A is m x n, m at least n, with n one tile and every tile but the last at least n rows long; R is
 * n x n upper triangular. Flops: about 2 m n^2. Source: J. Demmel, L. Grigori, M. Hoemmen, J.
 * Langou, Communication-optimal parallel and sequential QR and LU factorizations, SIAM J. Sci.
 * Comput. 34 (2012).
 */
public final class Tsqr {

  private Tsqr() {}

  /** Sizes: m, n. Input: A. Output: R. */
  public static Program program() {
    return Program.define("tsqr", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix r = p.output("R", n, n);
      // A = Q R
      new HouseholderTree(p, m, n).factor(a, r);
    });
  }
}
