package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * R of a tall matrix {@code A = Q R}, and {@code C = Q^T B} without forming Q: what a least-squares
 * problem needs, whose solution is {@code R^-1 C}.
 *
 * <p>A is m x n, m at least n, with n one tile and every tile but the last at least n rows long; R is
 * n x n upper triangular; B is m x c and C is n x c. Flops: about 2 m n^2 + 4 m n c.
 */
public final class TsqrApplyQt {

  private TsqrApplyQt() {}

  /** Sizes: m, n, c. Inputs: A, B. Outputs: R, C. */
  public static Program program() {
    return Program.define("tsqr-apply-qt", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Dimension columns = p.size("c");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix b = p.input("B", m, columns);
      SymbolicMatrix r = p.output("R", n, n);
      SymbolicMatrix c = p.output("C", n, columns);
      HouseholderTree tree = new HouseholderTree(p, m, n);
      // A = Q R
      tree.factor(a, r);
      // C = Q^T B
      tree.applyTransposed(b, c, columns);
    });
  }
}
