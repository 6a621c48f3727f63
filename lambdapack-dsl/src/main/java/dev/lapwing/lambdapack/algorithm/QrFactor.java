package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.laset;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.Qr.Problem;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The QR factorization {@code A = Q R} of a matrix of any shape with Q kept as its reflectors, so that
 * {@link QrFormQ}, {@link QrApplyQ} and {@link QrApplyQt} can use it later, with the same group.
 *
 * <p>A is m x n; R is min(m, n) x n, upper trapezoidal; V is a matrix of tiles as {@link TileQr} says,
 * T and U hold the triangular factors of its block reflectors. Flops: 2 m n^2 - 2 n^3 / 3 for m at
 * least n. LAPACK: geqrf.
 */
public final class QrFactor {

  private QrFactor() {}

  /** Sizes: m, n. Parameter: group. Input: A. Outputs: R, V, T, U. */
  public static Program program() {
    return Program.define("qr-factor", p -> {
      Problem problem = Problem.declare(p);
      Reflectors q = outputs(p, problem.m(), problem.n());
      problem.factor(q);
      writeUnusedFactors(p, problem, q.u());
    });
  }

  private static Reflectors outputs(ProgramBuilder p, Dimension m, Dimension n) {
    Index panels = p.smaller(m, n);
    var height = Reflectors.height(n);
    return new Reflectors(
        p.output("V", m.along(0), n.along(1), Structure.LOWER, m, panels),
        p.output("T", height, n.along(1), Structure.LOWER, m, panels),
        p.output("U", height, n.along(1), Structure.LOWER, m, panels),
        true);
  }

  /** Tiles that are no heads of a group, and the first head, have no triangle to be brought away. */
  private static void writeUnusedFactors(ProgramBuilder p, Problem problem, SymbolicMatrix u) {
    p.loop("k", 0, p.smaller(problem.m(), problem.n()), k -> {
      p.let(u.at(k, k)).be(laset(0, 0));
      PanelTree tree = new PanelTree(p, k, problem.m(), problem.group());
      tree.groups(step -> p.let(u.at(step.bottom(), k)).be(laset(0, 0)));
    });
  }
}
