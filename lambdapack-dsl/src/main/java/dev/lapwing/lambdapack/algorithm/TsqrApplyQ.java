package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.copy;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * R of a tall matrix {@code A = Q R}, and {@code C = Q B} without forming Q.
 *
 * <p>A is m x n, m at least n, with n one tile and every tile but the last at least n rows long; R is
 * n x n upper triangular; B is n x c and C is m x c. Flops: about 2 m n^2 + 4 m n c.
 */
public final class TsqrApplyQ {

  private TsqrApplyQ() {}

  /** Sizes: m, n, c. Inputs: A, B. Outputs: R, C. */
  public static Program program() {
    return Program.define("tsqr-apply-q", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Dimension columns = p.size("c");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix b = p.input("B", n, columns);
      SymbolicMatrix r = p.output("R", n, n);
      SymbolicMatrix c = p.output("C", m, columns);
      HouseholderTree tree = new HouseholderTree(p, m, n);
      // A = Q R
      tree.factor(a, r);
      // C = Q B
      tree.apply(j -> copy(b.at(constant(0), j)), c, columns);
    });
  }
}
