package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.gemm;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Subscript;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import java.util.Locale;

/**
 * The product {@code C = op(A) op(B)} of two matrices: the BLAS's gemm by blocks.
 *
 * <p>op(A) is m x k, op(B) is k x n, C is m x n. A task accumulates {@code chunk} inner tiles and
 * reads each once; with {@code chunk >= k} there is one task a tile of C and nothing else is
 * written. A smaller chunk splits the inner products for parallelism. Flops: 2 m n k.
 */
public final class Gemm {

  private Gemm() {}

  /** Sizes: m, n, k. Parameter: chunk. Inputs: A, B. Output: C. */
  public static Program program(Op transA, Op transB) {
    return Program.define(name(transA, transB), p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Dimension k = p.size("k");
      Factor a = Factor.input(p, "A", transA, m, k);
      Factor b = Factor.input(p, "B", transB, k, n);
      SymbolicMatrix c = p.output("C", m, n);
      ChunkedSum sum = new ChunkedSum(p, m, n, k);
      p.loop("i", 0, m, i -> {
        p.loop("j", 0, n, j -> {
          // C(i, j) = op(A)(i, :) op(B)(:, j)
          sum.write(c, i, j, inner -> gemm(transA, transB, 1, a.at(i, inner), b.at(inner, j)));
        });
      });
    });
  }

  private static String name(Op transA, Op transB) {
    String letters = (transA.letter() + transB.letter()).toLowerCase(Locale.ROOT);
    return letters.equals("nn") ? "gemm" : "gemm-" + letters;
  }

  /** A matrix as the product takes it. */
  private record Factor(SymbolicMatrix matrix, Op op) {

    /** Declares the matrix whose op is rows x columns. */
    static Factor input(ProgramBuilder p, String name, Op op, Dimension rows, Dimension columns) {
      boolean transposed = op == Op.TRANS;
      return new Factor(
          transposed ? p.input(name, columns, rows) : p.input(name, rows, columns), op);
    }

    /** The tiles whose op is the block (row, column). */
    SymbolicTile at(Subscript row, Subscript column) {
      return op == Op.TRANS ? matrix.at(column, row) : matrix.at(row, column);
    }
  }
}
