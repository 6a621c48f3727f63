package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The triangular factor R of a matrix {@code A = Q R} of any shape, by tiles; Q is not kept.
 *
 * <p>A is m x n; R is min(m, n) x n, upper trapezoidal. Panels are factored in groups of {@code group}
 * tiles: 1 is a binary tree, which finds most parallelism in tall matrices; as many as a column has
 * tiles is a flat one, which has the fastest kernels and is best for square ones. Flops: 2 m n^2 - 2
 * n^3 / 3 for m at least n. LAPACK: geqrf.
 */
public final class Qr {

  private Qr() {}

  /** Sizes: m, n. Parameter: group. Input: A. Output: R. */
  public static Program program() {
    return Program.define("qr", p -> {
      Problem problem = Problem.declare(p);
      problem.factor(Reflectors.scratch(p, problem.m(), problem.n()));
    });
  }

  /** What all programs that factor a matrix have in common. */
  record Problem(
      ProgramBuilder p, Dimension m, Dimension n, Index group, SymbolicMatrix a, SymbolicMatrix r) {

    static Problem declare(ProgramBuilder p) {
      Dimension m = p.size("m");
      Dimension n = p.size("n", m);
      p.require(m.atLeast(1), "a matrix without rows has no QR factorization");
      p.require(n.atLeast(1), "a matrix without columns has no QR factorization");
      SymbolicMatrix a = p.input("A", m, n);
      SymbolicMatrix r = p.output("R", p.smaller(m, n), n, Structure.UPPER);
      return new Problem(p, m, n, group(p), a, r);
    }

    static Index group(ProgramBuilder p) {
      Index group = p.parameter("group");
      p.require(group.atLeast(1), "a group has at least one tile: give a group of 1 or more");
      return group;
    }

    TileQr factor(Reflectors q) {
      TileQr qr = new TileQr(p, m, p.smaller(m, n), group, q);
      qr.factor(a, r, n);
      return qr;
    }
  }
}
