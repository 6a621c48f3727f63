package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.laset;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** The identity, n x n. */
public final class IdentityMatrix {

  private IdentityMatrix() {}

  /** Size: n. Output: I. */
  public static Program program() {
    return Program.define("identity", p -> {
      Dimension n = p.size("n");
      SymbolicMatrix identity = p.output("I", n, n);
      p.loop("i", 0, n, i -> {
        p.loop("j", 0, n, j -> {
          // I(i, j) = 1 where i = j
          p.when(i.equalTo(j), () -> p.let(identity.at(i, j)).be(laset(0, 1)));
          p.when(i.notEqualTo(j), () -> p.let(identity.at(i, j)).be(laset(0, 0)));
        });
      });
    });
  }
}
