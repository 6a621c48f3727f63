package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.trsm;
import static dev.lapwing.lambdapack.Kernels.trtri;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static dev.lapwing.lambdapack.Side.LEFT;
import static dev.lapwing.lambdapack.Side.RIGHT;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.Uplo;

/**
 * The inverse {@code X = T^-1} of a triangular n x n matrix: LAPACK's trtri by blocks. One triangle
 * of T is read and that one of X is written. An exactly zero diagonal entry fails the run. Flops:
 * n^3/3.
 *
 * <p>It is the solution of {@code T X = I}, without what is zero, by chunks of {@code chunk} block
 * rows as {@link CholeskyChunked} has them: left looking within a chunk, right looking from one to
 * the next. One row a chunk has the shortest longest path, more store fewer tiles. R[v, i, j] is
 * what the first v block rows of X leave of I at (i, j).
 */
public final class TriangularInverse {

  private TriangularInverse() {}

  /** Size: n. Parameter: chunk. Input: T. Output: X. */
  public static Program program(Uplo uplo, Diag diag) {
    return Program.define(name(uplo, diag), p -> {
      Dimension n = p.size("n");
      Index chunk = chunk(p);
      SymbolicMatrix t = p.input("T", n, n);
      SymbolicMatrix x =
          p.output("X", n, n, uplo == Uplo.LOWER ? Structure.LOWER : Structure.UPPER);
      invert(p, n, chunk, uplo, diag, t, x);
    });
  }

  private static String name(Uplo uplo, Diag diag) {
    return "trtri"
        + (uplo == Uplo.LOWER ? "-lower" : "-upper")
        + (diag == Diag.UNIT ? "-unit" : "");
  }

  /** Declares the parameter. */
  static Index chunk(ProgramBuilder p) {
    Index chunk = p.parameter("chunk");
    p.require(chunk.atLeast(1), "a chunk has at least one row of tiles: give 1 or more");
    return chunk;
  }

  /** Writes the inverse of a triangle. */
  static void invert(
      ProgramBuilder p,
      Dimension n,
      Index chunk,
      Uplo uplo,
      Diag diag,
      SymbolicMatrix triangle,
      SymbolicMatrix inverse) {
    Mirrored t = new Mirrored(triangle, uplo);
    Mirrored x = new Mirrored(inverse, uplo);
    Mirrored r = new Mirrored(p.scratch("R", n.along(1), n.along(2), n, n, n), uplo);
    Mirrored z = new Mirrored(p.scratch("Z", n.along(0), n.along(1), n, n), uplo);
    p.loop("g", 0, n, chunk, g -> {
      Index h = min(g.plus(chunk), n);
      p.loop("k", g, h, k -> {
        // X(k, k) = T(k, k)^-1
        p.let(x.at(k, k)).be(trtri(uplo, diag, t.at(k, k)));
        p.loop("j", 0, g, j -> {
          p.when(k.equalTo(g), () -> {
            // X(k, j) = T(k, k)^-1 R(k, j)
            p.let(x.at(k, j)).be(t.solved(diag, k, r.at(g, k, j)));
          });
          p.when(k.greaterThan(g), () -> {
            // Z(k, j) = R(k, j) - T(k, g:k) X(g:k, j); X(k, j) = T(k, k)^-1 Z(k, j)
            p.let(z.at(k, j)).be(t.subtracted(r.at(g, k, j), t.row(k, g, k), x.column(g, k, j)));
            p.let(x.at(k, j)).be(t.solved(diag, k, z.at(k, j)));
          });
        });
        p.loop("j", g, k, j -> {
          // Z(k, j) = -T(k, j:k) X(j:k, j); X(k, j) = T(k, k)^-1 Z(k, j)
          p.let(z.at(k, j)).be(t.subtracted(t.row(k, j, k), x.column(j, k, j)));
          p.let(x.at(k, j)).be(t.solved(diag, k, z.at(k, j)));
        });
      });
      p.loop("i", h, n, i -> {
        p.loop("j", 0, g, j -> {
          // R(i, j) -= T(i, g:h) X(g:h, j)
          p.let(r.at(h, i, j)).be(t.subtracted(r.at(g, i, j), t.row(i, g, h), x.column(g, h, j)));
        });
        p.loop("j", g, h, j -> {
          // R(i, j) = -T(i, j:h) X(j:h, j)
          p.let(r.at(h, i, j)).be(t.subtracted(t.row(i, j, h), x.column(j, h, j)));
        });
      });
    });
  }

  /**
   * A matrix as it is, or mirrored at its diagonal: so an upper triangle is read as a lower one, and
   * products and solves are those of the transposes.
   */
  private record Mirrored(SymbolicMatrix matrix, Uplo uplo) {

    SymbolicTile at(Index row, Index column) {
      return isLower() ? matrix.at(row, column) : matrix.at(column, row);
    }

    SymbolicTile at(Index version, Index row, Index column) {
      return isLower() ? matrix.at(version, row, column) : matrix.at(version, column, row);
    }

    SymbolicTile row(Index row, Index from, Index to) {
      return isLower() ? matrix.at(row, range(from, to)) : matrix.at(range(from, to), row);
    }

    SymbolicTile column(Index from, Index to, Index column) {
      return isLower() ? matrix.at(range(from, to), column) : matrix.at(column, range(from, to));
    }

    /** {@code T(k, k)^-1 b}. */
    KernelCall solved(Diag diag, Index k, SymbolicTile b) {
      return trsm(isLower() ? LEFT : RIGHT, uplo, NO_TRANS, diag, at(k, k), b);
    }

    /** {@code c - a b}. */
    KernelCall subtracted(SymbolicTile c, SymbolicTile a, SymbolicTile b) {
      return isLower()
          ? gemm(NO_TRANS, NO_TRANS, -1, a, b, c)
          : gemm(NO_TRANS, NO_TRANS, -1, b, a, c);
    }

    /** {@code -a b}. */
    KernelCall subtracted(SymbolicTile a, SymbolicTile b) {
      return isLower() ? gemm(NO_TRANS, NO_TRANS, -1, a, b) : gemm(NO_TRANS, NO_TRANS, -1, b, a);
    }

    private boolean isLower() {
      return uplo == Uplo.LOWER;
    }
  }
}
