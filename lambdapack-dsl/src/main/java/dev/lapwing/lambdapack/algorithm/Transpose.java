package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.transpose;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The transpose {@code C = A^T}; A is m x n and C is n x m. */
public final class Transpose {

  private Transpose() {}

  /** Sizes: m, n. Input: A. Output: C. */
  public static Program program() {
    return Program.define("transpose", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix c = p.output("C", n, m);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(j, i) = A(i, j)^T
          p.let(c.at(j, i)).be(transpose(a.at(i, j)));
        });
      });
    });
  }
}
