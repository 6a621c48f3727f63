package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.QrFormQ.Kept;

/**
 * The product {@code C = Q^T B} with the full orthogonal factor of a {@link QrFactor}, which is not
 * formed.
 *
 * <p>V is m x r, in min(m, n) tiles; B and C are m x c. Flops: 4 m r c - 2 r^2 c. LAPACK: ormqr.
 */
public final class QrApplyQt {

  private QrApplyQt() {}

  /** Sizes: m, r, c. Parameter: group. Inputs: V, T, U, B. Output: C. */
  public static Program program() {
    return Program.define("qr-apply-qt", p -> {
      Kept kept = Kept.declare(p);
      Dimension columns = p.size("c");
      SymbolicMatrix b = p.input("B", kept.m(), columns);
      SymbolicMatrix c = p.output("C", kept.m(), columns);
      // C = Q^T B
      kept.qr().applyTransposed(b, c, columns);
    });
  }
}
