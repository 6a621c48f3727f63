package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The reduction {@code A = Q B Q^T} of a symmetric n x n matrix to a symmetric band matrix B as wide
 * as a tile: what is below the diagonal tile of a column is brought to upper triangular form, along a
 * {@link PanelTree}, by reflectors that are applied from the left and then, transposed, from the
 * right. Both triangles are computed, so that a tile is never needed transposed.
 *
 * <p>Source: A. Haidar, H. Ltaief, J. Dongarra, Parallel reduction to condensed forms for symmetric
 * eigenvalue problems using aggregated fine-grained and memory-aware kernels, SC 2011.
 */
final class TileTridiagonal {

  private final ProgramBuilder p;
  private final Dimension n;
  private final SymbolicMatrix s;
  private final SymbolicMatrix turned;
  private final BandPanel panels;

  /** A reduction with given reflectors, of which panel k begins a tile below row k. */
  TileTridiagonal(
      ProgramBuilder p, Dimension n, Index group, SymbolicMatrix a, Reflectors reflectors) {
    this.p = p;
    this.n = n;
    this.s = p.versions("C", a, n.times(2));
    this.panels = new BandPanel(
        p,
        n,
        n,
        n,
        n.along(2),
        n.along(3),
        group,
        reflectors,
        new LeftSide(s),
        (k, l) -> s.at(k.times(2), l, k));
    this.turned = p.scratch("Z", n.along(3), n.along(2), n, PanelTree.versions(n), n, n);
  }

  /** Reduces the matrix; the tiles beside the diagonal are those below it. */
  void reduce(TileBand.Band band) {
    p.loop("k", 0, n, k -> {
      band.diagonal(k, s.at(k.times(2), k, k));
      p.when(k.plus(1).lessThan(n), () -> reduceColumn(k, band));
    });
  }

  private void reduceColumn(Index k, TileBand.Band band) {
    Index next = k.plus(1);
    PanelTree tree = panels.tree(next);
    panels.factor(k, tree);
    band.beside(k, panels.triangle(k, tree));
    p.loop("j", next, n, j -> {
      p.let(s.at(k.times(2).plus(1), next, j)).be(copy(panels.crossing(k, tree, j)));
    });
    panels.apply(k, tree, new RightSide(s), turned);
    p.loop("i", next, n, i -> {
      p.let(s.at(next.times(2), i, next)).be(copy(turned.at(k, tree.topVersion(), next, i)));
    });
  }
}
