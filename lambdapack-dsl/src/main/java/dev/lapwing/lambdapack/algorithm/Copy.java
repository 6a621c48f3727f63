package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * A copy {@code C = A} of an m x n matrix. Where A is a view of a matrix, a slice or the same cut in
 * other tiles, an executor reads for each tile of C the parts of tiles that make it up.
 */
public final class Copy {

  private Copy() {}

  /** Sizes: m, n. Input: A. Output: C. */
  public static Program program() {
    return Program.define("copy", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = A(i, j)
          p.let(c.at(i, j)).be(copy(a.at(i, j)));
        });
      });
    });
  }
}
