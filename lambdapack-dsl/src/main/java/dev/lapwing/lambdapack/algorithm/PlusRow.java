package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.laset;
import static dev.lapwing.lambdapack.Op.NO_TRANS;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * One row added to every row of an m x n matrix, {@code C = A + 1 R}, or taken from it, {@code C = A
 * - 1 R}: less the means of its columns, a matrix is centred. The products with 1 are exact, so that
 * every entry is rounded once.
 */
public final class PlusRow {

  private PlusRow() {}

  /** Sizes: m, n. Inputs: A, and R, 1 x n. Output: C. */
  public static Program program() {
    return program("plus-row", 1);
  }

  /** The same for a row that is taken away. */
  public static Program minus() {
    return program("minus-row", -1);
  }

  private static Program program(String name, double sign) {
    return Program.define(name, p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      p.require(n.atLeast(1), "rows without entries have nothing to be added to");
      Extent one = new Extent.Fixed(1);
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix r = p.input("R", one, n.along(1), constant(1), n);
      SymbolicMatrix c = p.output("C", m, n);
      SymbolicMatrix ones = p.scratch("E", m.along(0), one, m);
      p.loop("i", 0, m, i -> {
        // E(i) = 1
        p.let(ones.at(i)).be(laset(1, 1));
        p.loop("j", 0, n, j -> {
          // C(i, j) = A(i, j) +- E(i) R(j)
          p.let(c.at(i, j))
              .be(gemm(NO_TRANS, NO_TRANS, sign, ones.at(i), r.at(constant(0), j), a.at(i, j)));
        });
      });
    });
  }
}
