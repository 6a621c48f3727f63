package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Diag.NON_UNIT;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Uplo.LOWER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.TriangularSolve.Triangle;

/**
 * The solution of {@code A X = B} with symmetric positive definite A: LAPACK's posv by blocks. The
 * factorization and both triangular solves are one program, so that they overlap: the first solve
 * starts as soon as the first column of L is there.
 *
 * <p>A is n x n, of which the lower triangle is read; B and X are n x c; L is the Cholesky factor of
 * A. A pivot that is not positive fails the run with the order of the leading minor. Flops: n^3/3 +
 * n^2/2 + n/6 + 2 n^2 c.
 */
public final class Posv {

  private Posv() {}

  /** Sizes: n, c. Inputs: A, B. Outputs: L, X. */
  public static Program program() {
    return Program.define("posv", p -> {
      Dimension n = p.size("n");
      Dimension c = p.size("c");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix b = p.input("B", n, c);
      SymbolicMatrix l = p.output("L", n, n, Matrix.Structure.LOWER);
      SymbolicMatrix x = p.output("X", n, c);
      SymbolicMatrix f = p.versions("F", b, n);
      SymbolicMatrix y = p.scratch("Y", n.along(1), c.along(2), n, n, c);
      // A = L L^T
      Cholesky.factor(p, n, a, l);
      // Y = L^-1 B, whose tiles are version 0 of the right-hand side of the second solve
      Triangle lower = new Triangle(l, LOWER, NO_TRANS, NON_UNIT);
      TriangularSolve.solve(p, n, c, lower, f, (i, j) -> y.at(0, i, j));
      // X = L^-T Y
      Triangle upper = new Triangle(l, LOWER, TRANS, NON_UNIT);
      TriangularSolve.solve(p, n, c, upper, y, x::at);
    });
  }
}
