package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Diag.NON_UNIT;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Uplo.UPPER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.TriangularSolve.Triangle;

/**
 * The solution of {@code A X = B} by LU factorization with tournament pivoting: LAPACK's gesv by
 * blocks. B is eliminated together with A, as if it were more columns of it, so that interchanges
 * need not be applied to L, which is not kept.
 *
 * <p>A is n x n, in square tiles but for the last of a row or column; B and X are n x c. A pivot that
 * is exactly zero fails the run, with its order. Flops, but for the tournaments: 2 n^3 / 3 + 2 n^2
 * c.
 */
public final class Gesv {

  private Gesv() {}

  /** Sizes: n, c. Parameter: chunk. Inputs: A, B. Output: X. */
  public static Program program() {
    return Program.define("gesv", p -> {
      Dimension n = p.size("n");
      Dimension c = p.size("c");
      p.require(c.atLeast(1), "there must be a right-hand side: give c one tile at least");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix b = p.input("B", n, c);
      SymbolicMatrix x = p.output("X", n, c);
      SymbolicMatrix u = p.scratch("U", n.along(0), n.along(1), n, n);
      SymbolicMatrix y = p.scratch("Y", n.along(1), c.along(2), n, n, c);
      Elimination elimination = new Elimination(p, n, n, u::at);
      SymbolicMatrix s = p.versions("S", a, n);
      SymbolicMatrix t = p.versions("T", b, n);
      p.loop("k", 0, n, k -> {
        elimination.step(k, n, s);
        // Y = L^-1 P B, whose tiles are version 0 of the right-hand side of the solve with U
        elimination.eliminate(k, Index.constant(0), c, t, (i, j) -> y.at(0, i, j));
      });
      // X = U^-1 Y
      TriangularSolve.solve(p, n, c, new Triangle(u, UPPER, NO_TRANS, NON_UNIT), y, x::at);
    });
  }
}
