package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.lacpyTransposed;
import static dev.lapwing.lambdapack.Kernels.laset;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.TileBand.Given;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The band matrix B of {@code A = Q B P^T}, by tiles: it has the singular values of A.
 *
 * <p>A is m x n, m at least n; B is n x n and upper triangular, and nothing in it stands farther
 * than a tile from the diagonal. Panels of both sides are reduced in groups of {@code group} tiles,
 * as in {@link Qr}. Flops: 4 m n^2 - 4 n^3 / 3. PLASMA: ge2gb.
 */
public final class Band {

  private Band() {}

  /** Sizes: m, n. Parameter: group. Input: A. Output: B. */
  public static Program program() {
    return Program.define("band", p -> {
      Given given = Given.declare(p);
      SymbolicMatrix b = output(p, given.n());
      new TileBand(p, given).reduce(new Dense(p, b));
    });
  }

  /**
   * The same with Q and P kept as their reflectors, so that {@link BandSvd} can use them later, with
   * the same group: VL, TL, UL are those of Q and VR, TR, UR those of P, as {@link QrFactor} keeps
   * them. Column k of P's begins at row k + 1.
   *
   * <p>Sizes: m, n. Parameter: group. Input: A. Outputs: B, VL, TL, UL, VR, TR, UR.
   */
  public static Program factor() {
    return Program.define("band-factor", p -> {
      Given given = Given.declare(p);
      SymbolicMatrix b = output(p, given.n());
      Reflectors left = outputs(p, given.m(), given.n(), "L");
      Reflectors right = outputs(p, given.n(), given.n(), "R");
      new TileBand(p, given, left, right).reduce(new Dense(p, b));
      p.loop("k", 0, given.n(), k -> {
        p.let(left.u().at(k, k)).be(laset(0, 0));
        writeUnused(p, new PanelTree(p, k, given.m(), given.group()), k, left);
        // no panel of the right side has a tile on the diagonal
        p.let(right.v().at(k, k)).be(laset(0, 0));
        p.let(right.t().at(k, k)).be(laset(0, 0));
        p.let(right.u().at(k, k)).be(laset(0, 0));
        p.when(k.plus(1).lessThan(given.n()), () -> {
          p.let(right.u().at(k.plus(1), k)).be(laset(0, 0));
          PanelTree aside = new PanelTree(p, k.plus(1), given.n(), given.group());
          writeUnused(p, aside, k, right);
        });
      });
    });
  }

  /** Tiles that are no heads of a group have no triangle to be brought away. */
  private static void writeUnused(ProgramBuilder p, PanelTree tree, Index k, Reflectors side) {
    tree.groups(step -> p.let(side.u().at(step.bottom(), k)).be(laset(0, 0)));
  }

  private static SymbolicMatrix output(ProgramBuilder p, Dimension n) {
    SymbolicMatrix b = p.output("B", n, n, Structure.UPPER);
    p.loop("k", 0, n, k -> {
      p.loop("j", k.plus(2), n, j -> p.let(b.at(k, j)).be(laset(0, 0)));
    });
    return b;
  }

  private static Reflectors outputs(ProgramBuilder p, Dimension m, Dimension n, String suffix) {
    Extent width = n.along(1);
    Extent height = Reflectors.height(n);
    return new Reflectors(
        p.output("V" + suffix, m.along(0), width, Structure.LOWER, m, n),
        p.output("T" + suffix, height, width, Structure.LOWER, m, n),
        p.output("U" + suffix, height, width, Structure.LOWER, m, n),
        true);
  }

  /** The band as a matrix of which all tiles on and above the diagonal are written. */
  private record Dense(ProgramBuilder p, SymbolicMatrix b) implements TileBand.Band {

    @Override
    public void diagonal(Index k, SymbolicTile triangle) {
      p.let(b.at(k, k)).be(copy(triangle));
    }

    @Override
    public void beside(Index k, SymbolicTile triangle) {
      p.let(b.at(k, k.plus(1))).be(lacpyTransposed(triangle));
    }
  }
}
