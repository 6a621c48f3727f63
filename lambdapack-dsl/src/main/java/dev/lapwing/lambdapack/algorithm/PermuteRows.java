package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.lapmr;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The rows of a matrix in another order: row i of C is row P(i) of A. A and C are m x n, P is m x 1
 * and holds row numbers from zero, in any order.
 */
public final class PermuteRows {

  private PermuteRows() {}

  /** Sizes: m, n, and w, one column. Inputs: A, P. Output: C. */
  public static Program program() {
    return Program.define("permute-rows", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Dimension w = p.size("w");
      p.require(w.equalTo(1), "the permutation is one column: give w one tile");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix order = p.input("P", m, w);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = rows P(i) of A(:, j)
          p.let(c.at(i, j)).be(lapmr(a.at(range(0, m), j), order.at(i, constant(0))));
        });
      });
    });
  }
}
