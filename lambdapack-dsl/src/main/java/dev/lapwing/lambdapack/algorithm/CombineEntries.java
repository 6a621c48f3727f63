package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.combine;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** Two m x n matrices combined entry by entry: {@code C = f(A, B)}. */
public final class CombineEntries {

  private CombineEntries() {}

  /** Sizes: m, n. Inputs: A, B. Output: C. */
  public static Program program(EntryOperator operator) {
    return Program.define("combine-" + operator.id(), p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix b = p.input("B", m, n);
      SymbolicMatrix c = p.output("C", m, n);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = f(A(i, j), B(i, j))
          p.let(c.at(i, j)).be(combine(operator, a.at(i, j), b.at(i, j)));
        });
      });
    });
  }
}
