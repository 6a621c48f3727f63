package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.gemmtrsm;
import static dev.lapwing.lambdapack.Kernels.potrf;
import static dev.lapwing.lambdapack.Kernels.syrk;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;
import static dev.lapwing.lambdapack.Uplo.LOWER;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;

/**
 * The Cholesky factorization {@code A = L L^T} by chunks of {@code chunk} tile columns: left looking
 * within a chunk, right looking from one to the next. It computes what {@link Cholesky} computes, in
 * the same order and so with the same bits, and stores fewer tiles.
 *
 * <p>Within a chunk a task gathers its updates through ranges; behind a chunk one task applies all
 * its updates to a tile. With n tiles a side about {@code n^3 / (6 chunk)} tiles are written besides
 * those of L, where {@link Cholesky} writes n^3 / 6, and two thirds as many are read. The longest
 * path has about {@code n chunk / 2} products. One chunk for all is the left-looking form: nothing
 * is written but L and its diagonal before it is factored, and a tile waits for everything to its
 * left. S[v, i, k] is A[i, k] after the updates of the v columns to its left.
 */
public final class CholeskyChunked {

  /** Twice as many save a seventeenth of what is read, and double the longest path. */
  private static final long LARGEST_CHUNK = 4;

  private CholeskyChunked() {}

  /** A chunk that suits a matrix with so many tiles a side: 4 columns, or half of all. */
  public static long chunkFor(long tiles) {
    return Math.max(1, Math.min(LARGEST_CHUNK, tiles / 2));
  }

  /** Sizes: n. Parameter: chunk. Input: A. Output: L. */
  public static Program program() {
    return Program.define("cholesky-chunked", p -> {
      Dimension n = p.size("n");
      Index chunk = p.parameter("chunk");
      p.require(chunk.atLeast(1), "a chunk has at least one column of tiles: give 1 or more");
      SymbolicMatrix a = p.input("A", n, n);
      SymbolicMatrix l = p.output("L", n, n, Matrix.Structure.LOWER);
      factor(p, n, chunk, a, l);
    });
  }

  /** Writes the factor of {@code a} into {@code l}; S[v, i, k] is A[i, k] after v columns. */
  static void factor(
      ProgramBuilder p, Dimension n, Index chunk, SymbolicMatrix a, SymbolicMatrix l) {
    SymbolicMatrix s = p.versions("S", a, n);
    p.loop("g", 0, n, chunk, g -> {
      Index h = min(g.plus(chunk), n);
      p.loop("k", g, h, k -> {
        p.when(k.greaterThan(g), () -> {
          // A(k, k) -= L(k, g:k) L(k, g:k)^T
          p.let(s.at(k, k, k)).be(syrk(LOWER, NO_TRANS, -1, l.at(k, range(g, k)), s.at(g, k, k)));
        });
        // L(k, k) = chol(A(k, k))
        p.let(l.at(k, k)).be(potrf(s.at(k, k, k)));
        p.loop("i", k.plus(1), n, i -> {
          // L(i, k) = (A(i, k) - L(i, g:k) L(k, g:k)^T) L(k, k)^-T
          p.let(l.at(i, k))
              .be(gemmtrsm(
                  -1, l.at(i, range(g, k)), l.at(k, range(g, k)), s.at(g, i, k), l.at(k, k)));
        });
      });
      p.loop("j", h, n, j -> {
        // A(j, j) -= L(j, g:h) L(j, g:h)^T
        p.let(s.at(h, j, j)).be(syrk(LOWER, NO_TRANS, -1, l.at(j, range(g, h)), s.at(g, j, j)));
        p.loop("i", j.plus(1), n, i -> {
          // A(i, j) -= L(i, g:h) L(j, g:h)^T
          p.let(s.at(h, i, j))
              .be(gemm(
                  NO_TRANS, TRANS, -1, l.at(i, range(g, h)), l.at(j, range(g, h)), s.at(g, i, j)));
        });
      });
    });
  }
}
