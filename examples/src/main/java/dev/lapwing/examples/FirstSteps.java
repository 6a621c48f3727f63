package dev.lapwing.examples;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;

/** Factors a matrix and solves with it: the example of the README. */
public final class FirstSteps {
  private FirstSteps() {}

  /** Prints the scaled residuals of a factorization and of a solution. */
  public static void main(String[] arguments) {
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.randomSpd(2000, 42);
      BigMatrix b = lapwing.random(2000, 10, 43);

      BigMatrix l = a.cholesky().lower();
      BigMatrix x = a.solveSpd(b); // factors and solves in one program, so that the two overlap

      System.out.println("A = L L^T, scaled residual " + Residuals.cholesky(a, l));
      System.out.println("A X = B,   scaled residual " + Residuals.solve(a, x, b));
    }
  }
}
