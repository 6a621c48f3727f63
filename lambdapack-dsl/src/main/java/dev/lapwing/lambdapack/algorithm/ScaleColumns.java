package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.lascl2;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** An m x n matrix times a diagonal one, which is given as a row: {@code C = A diag(R)}. */
public final class ScaleColumns {

  private ScaleColumns() {}

  /** Sizes: m, n. Inputs: A, and R, 1 x n. Output: C. */
  public static Program program() {
    return Program.define("scale-columns", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix r = p.input("R", new Extent.Fixed(1), n.along(1), constant(1), n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = A(i, j) diag(R(j))
          p.let(c.at(i, j)).be(lascl2(a.at(i, j), r.at(constant(0), j)));
        });
      });
    });
  }
}
