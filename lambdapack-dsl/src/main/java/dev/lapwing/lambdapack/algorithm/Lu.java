package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.lapiv;
import static dev.lapwing.lambdapack.Kernels.laset;
import static dev.lapwing.lambdapack.Kernels.laswp;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The LU factorization {@code P A = L U} with tournament pivoting: LAPACK's getrf by blocks.
 *
 * <p>A is m x n, in square tiles but for the last of a row or column. F is m x n and holds U on and
 * above its diagonal, L below it without its ones, both as LAPACK leaves them, with all interchanges
 * applied. P is m x 1: row i of PA is row P(i) of A, from zero. A pivot that is exactly zero is kept
 * as it is, and its column of L is zero; it is a solve with U that fails. Flops, but for the
 * tournaments: n^2 (m - n/3) where m is at least n.
 */
public final class Lu {

  /** The most entries that a leaf of a tournament takes. */
  private static final long LEAF = 1L << 22;

  private Lu() {}

  /**
   * The usual chunk for tiles of an order: leaves of some four million entries. With one leaf a
   * tournament is partial pivoting; more make it parallel.
   */
  public static long chunk(long tile) {
    return Math.max(1, LEAF / tile / tile);
  }

  /** Sizes: n, and w, one column. Parameter: chunk. Input: A, n x n. Outputs: F, P. */
  public static Program program() {
    return Program.define("lu", p -> {
      Dimension n = p.size("n");
      factor(p, n, n);
    });
  }

  /** Sizes: m, n, and w, one column. Parameter: chunk. Input: A, m x n. Outputs: F, P. */
  public static Program rectangular() {
    return Program.define("lu-rectangular", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      factor(p, m, n);
    });
  }

  private static void factor(ProgramBuilder p, Dimension m, Dimension n) {
    Dimension w = p.size("w");
    p.require(w.equalTo(1), "the permutation is one column: give w one tile");
    SymbolicMatrix a = p.input("A", m, n);
    SymbolicMatrix f = p.output("F", m, n);
    SymbolicMatrix order = p.output("P", m, w);
    Elimination elimination = new Elimination(p, m, n, f::at);
    SymbolicMatrix s = p.versions("S", a, m);
    p.loop("k", 0, elimination.steps(), k -> elimination.step(k, n, s));
    finish(p, m, elimination, f, order);
  }

  /** Applies to each block column of L the interchanges of the steps after it. */
  private static void finish(
      ProgramBuilder p,
      Dimension m,
      Elimination elimination,
      SymbolicMatrix f,
      SymbolicMatrix order) {
    SymbolicMatrix pivots = elimination.pivots();
    SymbolicMatrix l = elimination.multipliers();
    if (elimination.steps() != m) {
      p.loop("k", elimination.steps(), m, k -> {
        // below the last block column nothing is interchanged
        p.let(pivots.at(k)).be(laset(-1, -1));
      });
    }
    p.loop("k", 0, elimination.steps(), k -> {
      Index next = k.plus(1);
      p.loop("i", next, m, i -> {
        // F(i, k) = P(k+1:) L(k+1:, k)
        p.let(f.at(i, k))
            .be(laswp(
                Scalar.of(i.minus(next)), l.at(range(next, m), k), pivots.at(range(next, m))));
      });
    });
    p.loop("i", 0, m, i -> {
      p.let(order.at(i, constant(0))).be(lapiv(Scalar.of(i), pivots.at(range(0, m))));
    });
  }
}
