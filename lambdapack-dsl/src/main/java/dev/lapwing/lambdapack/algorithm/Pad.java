package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.lacpy;
import static dev.lapwing.lambdapack.Kernels.laset;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The matrix {@code C = [B; 0]}: r x c, with rows of zeros below up to m x c. */
public final class Pad {

  private Pad() {}

  /** Sizes: m, r, c. Input: B. Output: C. */
  public static Program program() {
    return Program.define("pad", p -> {
      Dimension m = p.size("m");
      Dimension r = p.size("r", m);
      Dimension columns = p.size("c");
      p.require(r.atMost(m), "rows are added, not taken away");
      SymbolicMatrix b = p.input("B", r, columns);
      SymbolicMatrix c = p.output("C", m, columns);
      p.loop("j", 0, columns, j -> {
        // C(i, j) = B(i, j)
        p.loop("i", 0, r, i -> p.let(c.at(i, j)).be(lacpy(b.at(i, j))));
        // C(i, j) = 0
        p.loop("i", r, m, i -> p.let(c.at(i, j)).be(laset(0, 0)));
      });
    });
  }
}
