package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.lascl;
import static dev.lapwing.lambdapack.Kernels.lassq;
import static dev.lapwing.lambdapack.Kernels.nrm2;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;

/**
 * Some steps of the Lanczos bidiagonalization of an m x n matrix: {@code A V = U B} and, but for its
 * last column, {@code A^T U = V B^T}, with orthonormal columns in U and V and an upper bidiagonal B.
 * The singular values of B approach the largest ones of A from below. Norms are scaled, so that only
 * what exceeds the range itself overflows.
 *
 * <p>Vectors are not orthogonalized against older ones: in floating-point arithmetic values may
 * appear twice, and none that is no approximation does. Source: G. Golub, W. Kahan, Calculating the
 * singular values and pseudo-inverse of a matrix, SIAM J. Numer. Anal. 2 (1965). Flops: 4 m n a step.
 */
public final class Lanczos {

  private static final Extent ONE = new Extent.Fixed(1);

  private Lanczos() {}

  /**
   * Sizes: m, n. Parameter: steps. Inputs: A; U0, V0 and BETA0, the last columns of U and V and the
   * last entry beside the diagonal of B, or zeros, a unit vector and zero. Outputs: U, V, the new
   * last columns; ALPHA, steps x 1, the diagonal of B; BETA, steps x 1, what is beside it.
   */
  public static Program program() {
    return Program.define("lanczos", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      Index steps = p.parameter("steps");
      p.require(steps.atLeast(1), "an iteration has at least one step: give steps of 1 or more");
      SymbolicMatrix a = p.input("A", m, n);
      Vectors u = new Vectors(p, "U", m, steps);
      Vectors v = new Vectors(p, "V", n, steps);
      SymbolicMatrix beta0 = p.input("BETA0", ONE, ONE, constant(1), constant(1));
      SymbolicMatrix b = p.versions("B", beta0, steps.plus(1));
      SymbolicMatrix alpha = p.output("ALPHA", ONE, ONE, Structure.FULL, steps, constant(1));
      SymbolicMatrix beta = p.output("BETA", ONE, ONE, Structure.FULL, steps, constant(1));
      p.loop("t", 0, steps, t -> {
        SymbolicTile before = b.at(t, constant(0), constant(0));
        SymbolicTile after = b.at(t.plus(1), constant(0), constant(0));
        p.loop("i", 0, m, i -> {
          // Y(i) = A(i, :) v(t) - beta(t-1) u(t-1)(i)
          p.let(u.shifted.at(t, i)).be(gemm(NO_TRANS, NO_TRANS, -1, u.at(t, i), before));
          p.let(u.next.at(t, i))
              .be(gemm(
                  NO_TRANS, NO_TRANS, 1, a.at(i, range(0, n)), v.whole(t), u.shifted.at(t, i)));
        });
        // alpha(t) = ||Y||, u(t) = Y / alpha(t)
        u.normalize(t, alpha.at(t, 0));
        p.loop("j", 0, n, j -> {
          // Y(j) = A(:, j)^T u(t) - alpha(t) v(t)(j)
          p.let(v.shifted.at(t, j)).be(gemm(NO_TRANS, NO_TRANS, -1, v.at(t, j), alpha.at(t, 0)));
          p.let(v.next.at(t, j))
              .be(gemm(
                  TRANS,
                  NO_TRANS,
                  1,
                  a.at(range(0, m), j),
                  u.whole(t.plus(1)),
                  v.shifted.at(t, j)));
        });
        // beta(t) = ||Y||, v(t+1) = Y / beta(t)
        v.normalize(t, after);
        p.let(beta.at(t, 0)).be(copy(after));
      });
      u.write(steps);
      v.write(steps);
    });
  }

  /** The columns of U, or of V: version t is the last one before step t. */
  private static final class Vectors {
    final ProgramBuilder p;
    final Dimension length;
    final SymbolicMatrix columns;
    final SymbolicMatrix shifted;
    final SymbolicMatrix next;
    final SymbolicMatrix squares;
    final SymbolicMatrix last;

    Vectors(ProgramBuilder p, String name, Dimension length, Index steps) {
      this.p = p;
      this.length = length;
      SymbolicMatrix first = p.input(name + "0", length.along(0), ONE, length, constant(1));
      columns = p.versions(name + "S", first, steps.plus(1));
      shifted = p.scratch(name + "X", length.along(1), ONE, steps, length);
      next = p.scratch(name + "Y", length.along(1), ONE, steps, length);
      squares = p.scratch(name + "Q", new Extent.Fixed(2), ONE, steps);
      last = p.output(name, length.along(0), ONE, Structure.FULL, length, constant(1));
    }

    SymbolicTile at(Index version, Index i) {
      return columns.at(version, i, constant(0));
    }

    SymbolicTile whole(Index version) {
      return columns.at(version, range(0, length), constant(0));
    }

    void normalize(Index t, SymbolicTile norm) {
      p.let(squares.at(t)).be(lassq(next.at(t, range(0, length))));
      p.let(norm).be(nrm2(squares.at(t)));
      p.loop("k", 0, length, k -> p.let(at(t.plus(1), k)).be(lascl(next.at(t, k), norm)));
    }

    void write(Index version) {
      p.loop("k", 0, length, k -> p.let(last.at(k, 0)).be(copy(at(version, k))));
    }
  }
}
