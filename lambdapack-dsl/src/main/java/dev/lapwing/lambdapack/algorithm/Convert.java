package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.lag2;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** An m x n matrix in another precision: C is A, rounded to the entries that C has. */
public final class Convert {

  private Convert() {}

  /** Sizes: m, n. Input: A. Output: C. */
  public static Program program() {
    return Program.define("convert", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          p.let(c.at(i, j)).be(lag2(a.at(i, j)));
        });
      });
    });
  }
}
