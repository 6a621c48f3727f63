package dev.lapwing.examples;

import static dev.lapwing.lambdapack.Diag.NON_UNIT;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.potrf;
import static dev.lapwing.lambdapack.Kernels.syrk;
import static dev.lapwing.lambdapack.Kernels.trsm;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static dev.lapwing.lambdapack.Side.RIGHT;
import static dev.lapwing.lambdapack.Uplo.LOWER;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.PseudoCode;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/**
 * A program of one's own: the Cholesky factorization {@code A = L L^T}, left looking. Each task
 * takes all updates of its tile at once, from ranges of tiles, so that a tile is written twice at
 * most; the right-looking one that ships writes it once an update, and has more to do at once.
 */
public final class LeftLookingCholesky {
  private LeftLookingCholesky() {}

  /** Sizes: n. Input: A. Output: L. */
  public static Program program() {
    return Program.define("left-looking-cholesky", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix l = p.output("L", n, n, Matrix.Structure.LOWER);
      SymbolicMatrix s = p.scratch("S", n.along(0), n.along(1), n, n);
      p.loop("k", 0, n, k -> {
        SymbolicTile row = l.at(k, range(0, k));
        // L(k, k) = chol(A(k, k) - L(k, 0:k) L(k, 0:k)^T)
        p.let(s.at(k, k)).be(syrk(LOWER, NO_TRANS, -1, row, a.at(k, k)));
        p.let(l.at(k, k)).be(potrf(s.at(k, k)));
        p.loop("j", k.plus(1), n, j -> {
          // L(j, k) = (A(j, k) - L(j, 0:k) L(k, 0:k)^T) L(k, k)^-T
          p.let(s.at(j, k)).be(gemm(NO_TRANS, TRANS, -1, l.at(j, range(0, k)), row, a.at(j, k)));
          p.let(l.at(j, k)).be(trsm(RIGHT, LOWER, TRANS, NON_UNIT, l.at(k, k), s.at(j, k)));
        });
      });
    });
  }

  /** Prints the program as it was recorded, and how well it factors a matrix. */
  public static void main(String[] arguments) {
    System.out.print(PseudoCode.of(program()));
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.randomSpd(1000, 42);
      System.out.println("scaled residual " + Residuals.cholesky(a, factor(lapwing, a)));
    }
  }

  /** The factor L of a symmetric positive definite matrix. */
  static BigMatrix factor(Lapwing lapwing, BigMatrix a) {
    return lapwing.program(program()).input("A", a).start().join().get("L");
  }
}
