package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.syrk;
import static dev.lapwing.lambdapack.Kernels.transpose;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Uplo.LOWER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The Gram matrix {@code G = A^T A}: the BLAS's syrk by blocks, with both triangles of G.
 *
 * <p>A is m x n, G is n x n and exactly symmetric: the tiles above the diagonal are transposes of
 * those below. A task accumulates {@code chunk} tiles of a column of A. Flops: m n (n + 1).
 */
public final class Syrk {

  private Syrk() {}

  /** Sizes: m, n. Parameter: chunk. Input: A. Output: G. */
  public static Program program() {
    return Program.define("syrk", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix g = p.output("G", n, n);
      ChunkedSum sum = new ChunkedSum(p, n, n, m);
      p.loop("i", 0, n, i -> {
        // G(i, i) = A(:, i)^T A(:, i)
        sum.write(g, i, i, rows -> syrk(LOWER, TRANS, 1, a.at(rows, i)));
        p.loop("j", 0, i, j -> {
          // G(i, j) = A(:, i)^T A(:, j)
          sum.write(g, i, j, rows -> gemm(TRANS, NO_TRANS, 1, a.at(rows, i), a.at(rows, j)));
          // G(j, i) = G(i, j)^T
          p.let(g.at(j, i)).be(transpose(g.at(i, j)));
        });
      });
    });
  }
}
