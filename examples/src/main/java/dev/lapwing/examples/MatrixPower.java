package dev.lapwing.examples;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Norm;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/** A program of one's own: {@code Y = A^power B}, by one product after the other. */
public final class MatrixPower {
  private MatrixPower() {}

  /** Sizes: n, c. Parameter: power. Inputs: A, B. Output: Y. */
  public static Program program() {
    return Program.define("matrix-power", p -> {
      Dimension n = p.size("n");
      Dimension c = p.size("c");
      Index power = p.parameter("power");
      p.require(power.atLeast(0), "only powers that are not negative are products");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix b = p.input("B", n, c);
      SymbolicMatrix y = p.output("Y", n, c);
      SymbolicMatrix v = p.versions("V", b, power.plus(1)); // V(t) = A^t B
      p.loop("j", 0, c, j -> {
        p.loop("t", 0, power, t -> {
          p.loop("i", 0, n, i -> {
            // V(t+1)(i, j) = A(i, :) V(t)(:, j)
            p.let(v.at(t.plus(1), i, j))
                .be(gemm(NO_TRANS, NO_TRANS, 1, a.at(i, range(0, n)), v.at(t, range(0, n), j)));
          });
        });
        p.loop("i", 0, n, i -> {
          p.let(y.at(i, j)).be(copy(v.at(power, i, j)));
        });
      });
    });
  }

  /** {@code A^power B}, computed by the program. */
  public static BigMatrix multiply(BigMatrix a, int power, BigMatrix b) {
    return a.lapwing()
        .program(program())
        .input("A", a)
        .input("B", b)
        .parameter("power", power)
        .start()
        .join()
        .get("Y");
  }

  /** Prints how far the program's result is from that of three products. */
  public static void main(String[] arguments) {
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.random(1000, 1000, 1);
      BigMatrix b = lapwing.random(1000, 10, 2);
      BigMatrix difference = multiply(a, 3, b).minus(a.multiply(a.multiply(a.multiply(b))));
      System.out.println("largest difference " + difference.norm(Norm.MAX));
    }
  }
}
