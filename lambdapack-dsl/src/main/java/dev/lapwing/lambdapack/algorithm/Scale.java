package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.scale;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The multiple {@code C = alpha A} of an m x n matrix. */
public final class Scale {

  private Scale() {}

  /** Sizes: m, n. Scalar: alpha. Input: A. Output: C. */
  public static Program program() {
    return Program.define("scale", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Scalar alpha = p.scalar("alpha");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = alpha A(i, j)
          p.let(c.at(i, j)).be(scale(alpha, a.at(i, j)));
        });
      });
    });
  }
}
