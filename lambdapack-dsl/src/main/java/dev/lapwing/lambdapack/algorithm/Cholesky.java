package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Diag.NON_UNIT;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.potrf;
import static dev.lapwing.lambdapack.Kernels.syrk;
import static dev.lapwing.lambdapack.Kernels.trsm;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Side.RIGHT;
import static dev.lapwing.lambdapack.Uplo.LOWER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The Cholesky factorization {@code A = L L^T} of a symmetric positive definite matrix, right
 * looking: LAPACK's potrf by blocks.
 *
 * <p>A is n x n, of which the lower triangle is read; L is n x n and lower triangular. With n tiles
 * a side it has n (n + 1) (n + 2) / 6 tasks. A pivot that is not positive fails the run with the
 * order of the leading minor. Flops: n^3/3 + n^2/2 + n/6 in rows.
 */
public final class Cholesky {

  private Cholesky() {}

  /** Sizes: n. Input: A. Output: L. */
  public static Program program() {
    return Program.define("cholesky", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix l = p.output("L", n, n, Matrix.Structure.LOWER);
      factor(p, n, a, l);
    });
  }

  /** Writes the factor of {@code a} into {@code l}; S[v, j, k] is A[j, k] after v updates. */
  static void factor(ProgramBuilder p, Dimension n, SymbolicMatrix a, SymbolicMatrix l) {
    SymbolicMatrix s = p.versions("S", a, n);
    p.loop("i", 0, n, i -> {
      // L(i, i) = chol(A(i, i))
      p.let(l.at(i, i)).be(potrf(s.at(i, i, i)));
      p.loop("j", i.plus(1), n, j -> {
        // L(j, i) = A(j, i) L(i, i)^-T
        p.let(l.at(j, i)).be(trsm(RIGHT, LOWER, TRANS, NON_UNIT, l.at(i, i), s.at(i, j, i)));
        p.loop("k", i.plus(1), j, k -> {
          // A(j, k) -= L(j, i) L(k, i)^T
          p.let(s.at(i.plus(1), j, k))
              .be(gemm(NO_TRANS, TRANS, -1, l.at(j, i), l.at(k, i), s.at(i, j, k)));
        });
        // A(j, j) -= L(j, i) L(j, i)^T
        p.let(s.at(i.plus(1), j, j)).be(syrk(LOWER, NO_TRANS, -1, l.at(j, i), s.at(i, j, j)));
      });
    });
  }
}
