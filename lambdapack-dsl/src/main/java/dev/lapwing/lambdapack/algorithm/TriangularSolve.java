package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.trsm;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Side.LEFT;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.Uplo;

/**
 * The solution of {@code op(T) X = B} with triangular T, right looking: the BLAS's trsm by blocks.
 *
 * <p>T is m x m, of which one triangle is read; B and X are m x n. Row blocks are solved downwards
 * where op(T) is lower triangular and upwards where it is upper triangular. An exactly zero
 * diagonal entry fails the run. Flops: m^2 n.
 */
public final class TriangularSolve {

  private TriangularSolve() {}

  /** Sizes: m, n. Inputs: T, B. Output: X. */
  public static Program program(Uplo uplo, Op trans, Diag diag) {
    return Program.define(name(uplo, trans, diag), p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix t = p.input("T", m, m);
      SymbolicMatrix b = p.input("B", m, n);
      SymbolicMatrix x = p.output("X", m, n);
      SymbolicMatrix s = p.versions("S", b, m);
      solve(p, m, n, new Triangle(t, uplo, trans, diag), s, x::at);
    });
  }

  private static String name(Uplo uplo, Op trans, Diag diag) {
    return "trsm"
        + (uplo == Uplo.LOWER ? "-lower" : "-upper")
        + (trans == Op.TRANS ? "-trans" : "")
        + (diag == Diag.UNIT ? "-unit" : "");
  }

  /** A triangular matrix as an equation takes it. */
  record Triangle(SymbolicMatrix matrix, Uplo uplo, Op trans, Diag diag) {

    /** Whether the first row of op(T) is solved first. */
    boolean runsDown() {
      return (uplo == Uplo.LOWER) == (trans == NO_TRANS);
    }

    /** The tile whose op is the block (row, column) of op(T). */
    SymbolicTile at(Index row, Index column) {
      return trans == NO_TRANS ? matrix.at(row, column) : matrix.at(column, row);
    }
  }

  /**
   * Writes the solution tile by tile.
   *
   * @param s the right-hand side: S[v, i, j] is B[i, j] after v of the unknown row blocks are
   *     eliminated
   * @param x where tile (i, j) of the solution goes
   */
  static void solve(
      ProgramBuilder p, Dimension m, Dimension n, Triangle t, SymbolicMatrix s, TilePlace x) {
    p.loop("v", 0, m, v -> {
      Index k = t.runsDown() ? v : m.minus(1).minus(v);
      p.loop("j", 0, n, j -> {
        // X(k, j) = op(T)(k, k)^-1 B(k, j)
        p.let(x.at(k, j)).be(trsm(LEFT, t.uplo(), t.trans(), t.diag(), t.at(k, k), s.at(v, k, j)));
        Index first = t.runsDown() ? k.plus(1) : Index.constant(0);
        Index end = t.runsDown() ? m : k;
        p.loop("i", first, end, i -> {
          // B(i, j) -= op(T)(i, k) X(k, j)
          p.let(s.at(v.plus(1), i, j))
              .be(gemm(t.trans(), NO_TRANS, -1, t.at(i, k), x.at(k, j), s.at(v, i, j)));
        });
      });
    });
  }

  /** Names a tile of a matrix by its row and column. */
  @FunctionalInterface
  interface TilePlace {
    /** The tile of block row {@code row} and block column {@code column}. */
    SymbolicTile at(Index row, Index column);
  }
}
