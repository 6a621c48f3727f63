package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Diag.NON_UNIT;
import static dev.lapwing.lambdapack.Diag.UNIT;
import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.lapmr;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static dev.lapwing.lambdapack.Uplo.LOWER;
import static dev.lapwing.lambdapack.Uplo.UPPER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.TriangularSolve.Triangle;

/**
 * The solution of {@code A X = B} or {@code A^T X = B} from the factors of {@link Lu}: LAPACK's getrs
 * by blocks. The permutation and both triangular solves are one program, so that they overlap.
 *
 * <p>F is n x n, P is n x 1, B and X are n x c. An exactly zero pivot fails the run. Flops: 2 n^2 c.
 */
public final class Getrs {

  private Getrs() {}

  /** Sizes: n, c, and w, one column. Inputs: F, P as {@link Lu} gives them, B. Output: X. */
  public static Program program() {
    return Program.define("getrs", p -> {
      Operands of = new Operands(p);
      SymbolicMatrix z = of.versions(p, "Z");
      SymbolicMatrix y = of.versions(p, "Y");
      // Z = P B
      of.permute(p, of.b, (i, j) -> z.at(0, i, j));
      // Y = L^-1 Z
      of.solve(p, new Triangle(of.f, LOWER, NO_TRANS, UNIT), z, (i, j) -> y.at(0, i, j));
      // X = U^-1 Y
      of.solve(p, new Triangle(of.f, UPPER, NO_TRANS, NON_UNIT), y, of.x::at);
    });
  }

  /** The same with A^T; P is here the inverse of the permutation that {@link Lu} gives. */
  public static Program transposed() {
    return Program.define("getrs-trans", p -> {
      Operands of = new Operands(p);
      SymbolicMatrix s = p.versions("S", of.b, of.n);
      SymbolicMatrix y = of.versions(p, "Y");
      SymbolicMatrix z = p.scratch("Z", of.n.along(0), of.c.along(1), of.n, of.c);
      // Y = U^-T B
      of.solve(p, new Triangle(of.f, UPPER, TRANS, NON_UNIT), s, (i, j) -> y.at(0, i, j));
      // Z = L^-T Y
      of.solve(p, new Triangle(of.f, LOWER, TRANS, UNIT), y, z::at);
      // X = P^T Z
      of.permute(p, z, of.x::at);
    });
  }

  /** What a solve takes and gives. */
  private static final class Operands {
    final Dimension n;
    final Dimension c;
    final SymbolicMatrix f;
    final SymbolicMatrix order;
    final SymbolicMatrix b;
    final SymbolicMatrix x;

    Operands(ProgramBuilder p) {
      n = p.size("n");
      c = p.size("c");
      Dimension w = p.size("w");
      p.require(w.equalTo(1), "the permutation is one column: give w one tile");
      f = p.input("F", n, n);
      order = p.input("P", n, w);
      b = p.input("B", n, c);
      x = p.output("X", n, c);
    }

    /** A right-hand side that a solve overwrites. */
    SymbolicMatrix versions(ProgramBuilder p, String name) {
      return p.scratch(name, n.along(1), c.along(2), n, n, c);
    }

    void solve(
        ProgramBuilder p, Triangle triangle, SymbolicMatrix s, TriangularSolve.TilePlace place) {
      TriangularSolve.solve(p, n, c, triangle, s, place);
    }

    void permute(ProgramBuilder p, SymbolicMatrix rows, TriangularSolve.TilePlace place) {
      p.loop("i", 0, n, i -> {
        p.loop("j", 0, c, j -> {
          p.let(place.at(i, j)).be(lapmr(rows.at(range(0, n), j), order.at(i, constant(0))));
        });
      });
    }
  }
}
