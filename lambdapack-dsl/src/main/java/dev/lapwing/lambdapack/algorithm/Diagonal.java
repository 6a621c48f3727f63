package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.diag;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The main diagonal of an n x n matrix, as a column. Other tiles are not read. */
public final class Diagonal {

  private Diagonal() {}

  /** Size: n. Input: A. Output: D, n x 1. */
  public static Program program() {
    return Program.define("diagonal", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix d =
          p.output("D", n.along(0), new Extent.Fixed(1), Structure.FULL, n, constant(1));
      p.loop("i", 0, n, i -> {
        // D(i) = diag(A(i, i))
        p.let(d.at(i, 0)).be(diag(a.at(i, i)));
      });
    });
  }
}
