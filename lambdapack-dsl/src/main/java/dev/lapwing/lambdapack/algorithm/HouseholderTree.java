package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.gemqrt;
import static dev.lapwing.lambdapack.Kernels.geqrt;
import static dev.lapwing.lambdapack.Kernels.tpmqrt;
import static dev.lapwing.lambdapack.Kernels.tpqrt;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Pentagon.TRIANGULAR;

import dev.lapwing.lambdapack.Condition;
import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.Tree;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;
import java.util.function.Function;

/**
 * The QR factorization {@code A = Q R} of a tall matrix by a binary tree of small ones: TSQR. A is m
 * x n with n one tile; R is n x n upper triangular; Q is never formed here but applied, from its
 * Householder reflectors: those of leaf i in V0[i] and T0[i], those of a node in V[node], T[node].
 * A program that does not apply Q has nobody to read them, and executors do not store such tiles.
 *
 * <p>Every tile of A but the last must have at least n rows, and so must A. A last tile with fewer
 * has its R padded with zero rows; it is the lower one of the pair wherever it is merged, so that
 * the padding stays zero.
 *
 * <p>Source: J. Demmel, L. Grigori, M. Hoemmen, J. Langou, Communication-optimal parallel and
 * sequential QR and LU factorizations, SIAM J. Sci. Comput. 34 (2012), LAPACK Working Note 204.
 */
final class HouseholderTree {
  private final ProgramBuilder p;
  private final Dimension m;
  private final Dimension n;
  private final Tree tree;
  private final SymbolicMatrix v0;
  private final SymbolicMatrix t0;
  private final SymbolicMatrix v;
  private final SymbolicMatrix t;

  HouseholderTree(ProgramBuilder p, Dimension m, Dimension n) {
    this.p = p;
    this.m = m;
    this.n = n;
    p.require(m.atLeast(1), "a matrix without rows has no QR factorization");
    p.require(n.equalTo(1), "the columns must be one tile: make tiles as wide as the matrix");
    this.tree = p.tree(2, m);
    Extent block = Reflectors.height(n);
    this.v0 = p.scratch("V0", m.along(0), n.tile(0), m);
    this.t0 = p.scratch("T0", block, n.tile(0), m);
    this.v = p.scratch("V", n.tile(0), n.tile(0), tree.levels(), m);
    this.t = p.scratch("T", block, n.tile(0), tree.levels(), m);
  }

  /** Factors {@code a} and writes R. */
  void factor(SymbolicMatrix a, SymbolicMatrix r) {
    SymbolicMatrix s = p.scratch("S", n.tile(0), n.tile(0), tree.levels(), m);
    p.loop("i", 0, m, i -> {
      // A(i) = Q(i) S(i)
      p.let(s.at(tree.leaf(i)), v0.at(i), t0.at(i)).be(geqrt(a.at(i, 0)));
    });
    tree.up(node -> {
      Condition isPair = node.hasChild(1);
      p.when(isPair, () -> {
        // [S(left); S(right)] = Q(node) S(node)
        p.let(s.at(node), v.at(node), t.at(node))
            .be(tpqrt(TRIANGULAR, s.at(node.child(0)), s.at(node.child(1))));
      });
      p.when(isPair.not(), () -> p.let(s.at(node)).be(copy(s.at(node.child(0)))));
    });
    p.let(r.at(0, 0)).be(copy(s.at(tree.top())));
  }

  /** Writes {@code C = Q^T B}; B is m x c and C is n x c. */
  void applyTransposed(SymbolicMatrix b, SymbolicMatrix c, Dimension columns) {
    SymbolicMatrix e = pieces("E", columns);
    SymbolicMatrix rest = pieces("F", columns);
    p.loop("j", 0, columns, j -> {
      p.loop("i", 0, m, i -> {
        // E(i) = Q(i)^T B(i)
        p.let(e.at(tree.leaf(i), j)).be(gemqrt(TRANS, v0.at(i), t0.at(i), b.at(i, j)));
      });
      tree.up(node -> {
        Condition isPair = node.hasChild(1);
        p.when(isPair, () -> {
          // [E(node); F(node)] = Q(node)^T [E(left); E(right)]
          p.let(e.at(node, j), rest.at(node, j))
              .be(tpmqrt(
                  TRANS,
                  TRIANGULAR,
                  v.at(node),
                  t.at(node),
                  e.at(node.child(0), j),
                  e.at(node.child(1), j)));
        });
        p.when(isPair.not(), () -> p.let(e.at(node, j)).be(copy(e.at(node.child(0), j))));
      });
      p.let(c.at(constant(0), j)).be(copy(e.at(tree.top(), j)));
    });
  }

  /**
   * Writes {@code C = Q X}; C is m x c.
   *
   * @param x gives column block j of X, n x c
   */
  void apply(Function<Index, KernelCall> x, SymbolicMatrix c, Dimension columns) {
    SymbolicMatrix e = pieces("E", columns);
    p.loop("j", 0, columns, j -> {
      p.let(e.at(tree.top(), j)).be(x.apply(j));
      tree.down(node -> {
        Condition isPair = node.hasChild(1);
        p.when(isPair, () -> {
          // [E(left); E(right)] = Q(node) [E(node); 0]
          p.let(e.at(node.child(0), j), e.at(node.child(1), j))
              .be(tpmqrt(NO_TRANS, TRIANGULAR, v.at(node), t.at(node), e.at(node, j)));
        });
        p.when(isPair.not(), () -> p.let(e.at(node.child(0), j)).be(copy(e.at(node, j))));
      });
      p.loop("i", 0, m, i -> {
        // C(i) = Q(i) [E(i); 0]
        p.let(c.at(i, j)).be(gemqrt(NO_TRANS, v0.at(i), t0.at(i), e.at(tree.leaf(i), j)));
      });
    });
  }

  /** One block of n rows for every node and column block: E[level, node, j]. */
  private SymbolicMatrix pieces(String name, Dimension columns) {
    return p.scratch(name, n.tile(0), columns.along(2), tree.levels(), m, columns);
  }
}
