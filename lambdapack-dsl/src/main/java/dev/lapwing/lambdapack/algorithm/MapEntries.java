package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.map;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;
import java.util.stream.Stream;

/** A named function of every entry of an m x n matrix: {@code C = f(A)}. */
public final class MapEntries {

  private MapEntries() {}

  /** Sizes: m, n. Scalars: alpha and beta, as many as the function takes. Input: A. Output: C. */
  public static Program program(EntryFunction function) {
    return Program.define("map-" + function.id(), p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Scalar[] scalars = Stream.of("alpha", "beta")
          .limit(function.scalars())
          .map(p::scalar)
          .toArray(Scalar[]::new);
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = f(A(i, j))
          p.let(c.at(i, j)).be(map(function, a.at(i, j), scalars));
        });
      });
    });
  }
}
