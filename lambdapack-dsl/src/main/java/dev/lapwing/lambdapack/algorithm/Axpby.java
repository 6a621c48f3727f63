package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.axpby;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The combination {@code C = alpha A + beta B} of two m x n matrices. */
public final class Axpby {

  private Axpby() {}

  /** Sizes: m, n. Scalars: alpha, beta. Inputs: A, B. Output: C. */
  public static Program program() {
    return Program.define("axpby", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Scalar alpha = p.scalar("alpha");
      Scalar beta = p.scalar("beta");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix b = p.input("B", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = alpha A(i, j) + beta B(i, j)
          p.let(c.at(i, j)).be(axpby(alpha, a.at(i, j), beta, b.at(i, j)));
        });
      });
    });
  }
}
