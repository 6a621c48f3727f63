package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.shift;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The shifted matrix {@code C = A + alpha I} of an n x n matrix. */
public final class Shift {

  private Shift() {}

  /** Size: n. Scalar: alpha. Input: A. Output: C. */
  public static Program program() {
    return Program.define("shift", p -> {
      Dimension n = p.size("n");
      Scalar alpha = p.scalar("alpha");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix c = p.output("C", n, n);
      p.loop("i", 0, n, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, i) = A(i, i) + alpha I
          p.when(i.equalTo(j), () -> p.let(c.at(i, j)).be(shift(alpha, a.at(i, j))));
          // C(i, j) = A(i, j)
          p.when(i.notEqualTo(j), () -> p.let(c.at(i, j)).be(copy(a.at(i, j))));
        });
      });
    });
  }
}
