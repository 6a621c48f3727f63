package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.Qr.Problem;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The first c columns of the orthogonal factor of a {@link QrFactor}: {@code c = min(m, n)} gives the
 * economy Q, {@code c = m} the full one.
 *
 * <p>V is m x r, in min(m, n) tiles; Q is m x c. Flops: 4 m c r - 2 (m + c) r^2 + 4 r^3 / 3. LAPACK:
 * orgqr.
 */
public final class QrFormQ {

  private QrFormQ() {}

  /** Sizes: m, r, c. Parameter: group. Inputs: V, T, U. Output: Q. */
  public static Program program() {
    return Program.define("qr-form-q", p -> {
      Kept kept = Kept.declare(p);
      Dimension columns = p.size("c", kept.m());
      p.require(columns.atLeast(kept.r()), "Q has at least as many columns as there are panels");
      p.require(columns.atMost(kept.m()), "Q has at most as many columns as rows");
      SymbolicMatrix q = p.output("Q", kept.m(), columns);
      // Q = Q I
      kept.qr().form(q, columns);
    });
  }

  /** The inputs that are a factorization. */
  record Kept(Dimension m, Dimension r, TileQr qr) {

    static Kept declare(ProgramBuilder p) {
      Dimension m = p.size("m");
      Dimension r = p.size("r", m);
      p.require(r.atLeast(1), "a factorization has at least one panel");
      p.require(r.atMost(m), "a factorization has at most as many panels as rows of tiles");
      Index group = Problem.group(p);
      Reflectors q = new Reflectors(
          p.input("V", m, r),
          p.input("T", Reflectors.height(r), r.along(1), m, r),
          p.input("U", Reflectors.height(r), r.along(1), m, r),
          true);
      return new Kept(m, r, new TileQr(p, m, r, group, q));
    }
  }
}
