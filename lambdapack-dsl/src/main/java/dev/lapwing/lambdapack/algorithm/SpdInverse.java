package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Diag.NON_UNIT;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.syrk;
import static dev.lapwing.lambdapack.Kernels.transpose;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static dev.lapwing.lambdapack.Uplo.LOWER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The inverse {@code X = A^-1} of a symmetric positive definite n x n matrix, by its Cholesky
 * factor: {@code A^-1 = L^-T L^-1}. X has both triangles and is exactly symmetric: the tiles above
 * the diagonal are transposes of those below.
 */
public final class SpdInverse {

  private SpdInverse() {}

  /**
   * From A, of which the lower triangle is read: factorization and inversion are one program, so
   * that they overlap. A pivot that is not positive fails the run with the order of the leading
   * minor. Size: n. Parameter: chunk. Input: A. Output: X. Flops: n^3.
   */
  public static Program program() {
    return Program.define("inverse-spd", p -> {
      Dimension n = p.size("n");
      Index chunk = TriangularInverse.chunk(p);
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix x = p.output("X", n, n);
      SymbolicMatrix l = p.scratch("L", n.along(0), n.along(1), n, n);
      // A = L L^T
      CholeskyChunked.factor(p, n, chunk, a, l);
      invert(p, n, chunk, l, x);
    });
  }

  /**
   * From the factor: LAPACK's potri by blocks. Size: n. Parameter: chunk. Input: L. Output: X.
   * Flops: 2 n^3/3.
   */
  public static Program fromFactor() {
    return Program.define("potri", p -> {
      Dimension n = p.size("n");
      Index chunk = TriangularInverse.chunk(p);
      SymbolicMatrix l = p.input("L", n, n);
      SymbolicMatrix x = p.output("X", n, n);
      invert(p, n, chunk, l, x);
    });
  }

  private static void invert(
      ProgramBuilder p, Dimension n, Index chunk, SymbolicMatrix l, SymbolicMatrix x) {
    SymbolicMatrix w = p.scratch("W", n.along(0), n.along(1), n, n);
    // W = L^-1
    TriangularInverse.invert(p, n, chunk, LOWER, NON_UNIT, l, w);
    p.loop("i", 0, n, i -> {
      // X(i, i) = W(i:, i)^T W(i:, i)
      p.let(x.at(i, i)).be(syrk(LOWER, TRANS, 1, w.at(range(i, n), i)));
      p.loop("j", 0, i, j -> {
        // X(i, j) = W(i:, i)^T W(i:, j)
        p.let(x.at(i, j)).be(gemm(TRANS, NO_TRANS, 1, w.at(range(i, n), i), w.at(range(i, n), j)));
        // X(j, i) = X(i, j)^T
        p.let(x.at(j, i)).be(transpose(x.at(i, j)));
      });
    });
  }
}
