package dev.lapwing.lambdapack.algorithm;

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

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The Cholesky factorization {@code A = L L^T}, left looking: what {@link Cholesky} computes, with
 * less storage traffic and less parallelism.
 *
 * <p>One task gathers all updates of a tile through ranges, so that with n tiles a side there are n
 * (n + 1) tasks, which write n (n + 1) tiles, where the right-looking form writes n (n + 1) (n + 2)
 * / 6. But a tile waits for everything to its left: the longest path has about n^2 / 2 products, not
 * 3 n tasks. It is for tiles on slow storage.
 */
public final class CholeskyLeft {

  private CholeskyLeft() {}

  /** Sizes: n. Input: A. Output: L. */
  public static Program program() {
    return Program.define("cholesky-left", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix l = p.output("L", n, n, Matrix.Structure.LOWER);
      SymbolicMatrix s = p.scratch("S", n.along(0), n.along(1), n, n);
      p.loop("k", 0, n, k -> {
        // S(k, k) = A(k, k) - L(k, :k) L(k, :k)^T
        p.let(s.at(k, k)).be(syrk(LOWER, NO_TRANS, -1, l.at(k, range(0, k)), a.at(k, k)));
        // L(k, k) = chol(S(k, k))
        p.let(l.at(k, k)).be(potrf(s.at(k, k)));
        p.loop("i", k.plus(1), n, i -> {
          // S(i, k) = A(i, k) - L(i, :k) L(k, :k)^T
          p.let(s.at(i, k))
              .be(gemm(
                  NO_TRANS, TRANS, -1, l.at(i, range(0, k)), l.at(k, range(0, k)), a.at(i, k)));
          // L(i, k) = S(i, k) L(k, k)^-T
          p.let(l.at(i, k)).be(trsm(RIGHT, LOWER, TRANS, NON_UNIT, l.at(k, k), s.at(i, k)));
        });
      });
    });
  }
}
