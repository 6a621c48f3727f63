package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.geqrt;
import static dev.lapwing.lambdapack.Kernels.lacpyUpper;
import static dev.lapwing.lambdapack.Kernels.tpqrt;
import static dev.lapwing.lambdapack.Pentagon.RECTANGULAR;
import static dev.lapwing.lambdapack.Pentagon.TRIANGULAR;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.Pentagon;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.PanelTree.Merge;
import dev.lapwing.lambdapack.algorithm.PanelTree.Step;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;
import java.util.function.BiFunction;

/**
 * The panels of one side of a {@link TileBand}: a panel of tiles is brought to one triangle along a
 * {@link PanelTree}, and every tile across it takes part in each step. A column of tiles is a panel
 * of the left side, and what is across it lies to its right; of a row of tiles, the transposes are a
 * panel of the right side, and what is across it lies below.
 */
final class BandPanel {

  private final ProgramBuilder p;
  private final Dimension along;
  private final Dimension across;
  private final Index group;
  private final Reflectors q;
  private final Side side;
  private final BiFunction<Index, Index, SymbolicTile> panel;
  private final SymbolicMatrix heads;
  private final SymbolicMatrix w;
  private final SymbolicMatrix y;
  private final SymbolicMatrix crossings;

  /** The side from which reflectors are applied. */
  interface Side {
    /** What names its matrices. */
    String letter();

    /** The tile across, where tile l of the panel meets x, before the panel. */
    SymbolicTile before(Index k, Index l, Index x);

    /** The same after it. */
    SymbolicTile after(Index k, Index l, Index x);

    /** A tile across with the reflectors of a head. */
    KernelCall head(SymbolicTile v, SymbolicTile t, SymbolicTile c);

    /** A pair of tiles across with the reflectors of a pair. */
    KernelCall pair(Pentagon shape, SymbolicTile v, SymbolicTile t, SymbolicTile a, SymbolicTile b);
  }

  /**
   * The panels of one side.
   *
   * @param along the dimension along which a panel lies
   * @param width the dimension across which it is one tile wide
   * @param across the dimension of the tiles across it
   * @param rows the rows of tile (k, version, l, x) across panel k
   * @param columns its columns
   * @param panel gives tile l of panel k, from k and l
   */
  BandPanel(
      ProgramBuilder p,
      Dimension along,
      Dimension width,
      Dimension across,
      Extent rows,
      Extent columns,
      Index group,
      Reflectors q,
      Side side,
      BiFunction<Index, Index, SymbolicTile> panel) {
    this.p = p;
    this.along = along;
    this.across = across;
    this.group = group;
    this.q = q;
    this.side = side;
    this.panel = panel;
    Index versions = PanelTree.versions(along);
    Extent wide = width.along(0);
    this.heads = p.scratch(name("P"), wide, wide, width, versions, along);
    this.w = p.scratch(name("W"), along.along(0), width.along(1), along, width);
    this.y = p.scratch(name("Y"), width.along(1), width.along(1), along, width);
    this.crossings = p.scratch(name("X"), rows, columns, width, versions, along, across);
  }

  private String name(String matrix) {
    return matrix + side.letter();
  }

  /** The tree of panel k, whose first tile is given. */
  PanelTree tree(Index first) {
    return new PanelTree(p, first, along, group);
  }

  /** The triangle that is left of panel k. */
  SymbolicTile triangle(Index k, PanelTree tree) {
    return heads.at(k, tree.topVersion(), tree.top());
  }

  /** What has become of the tile across the first of panel k. */
  SymbolicTile crossing(Index k, PanelTree tree, Index x) {
    return crossings.at(k, tree.topVersion(), tree.top(), x);
  }

  /** Factors panel k, and applies its reflectors to the tiles across it. */
  void factor(Index k, PanelTree tree) {
    tree.heads(l -> {
      // A(l) = Q(l) P(l)
      p.let(heads.at(k, tree.headVersion(l), l), w.at(l, k), q.t().at(l, k))
          .be(geqrt(panel.apply(k, l)));
      head(k, tree, l, side, crossings);
    });
    if (q.kept()) {
      // the first head is brought into no other: its reflectors stay as they are
      p.let(q.v().at(tree.top(), k)).be(copy(w.at(tree.top(), k)));
    }
    tree.groups(step -> {
      Index i = step.bottom();
      // [P(l); A(i)] = Q(i) [P(l); 0]
      p.let(heads.at(k, step.after(), step.top()), q.v().at(i, k), q.t().at(i, k))
          .be(tpqrt(RECTANGULAR, heads.at(k, step.before(), step.top()), panel.apply(k, i)));
      bringInto(k, step, side, crossings);
    });
    tree.merges(merge -> {
      mergeHeads(k, merge);
      merge(k, merge, side, crossings);
    });
  }

  /**
   * Applies the reflectors of panel k once more, from another side.
   *
   * @param others what becomes of the tiles across there: (k, version, l, x)
   */
  void apply(Index k, PanelTree tree, Side other, SymbolicMatrix others) {
    tree.heads(l -> head(k, tree, l, other, others));
    tree.groups(step -> bringInto(k, step, other, others));
    tree.merges(merge -> merge(k, merge, other, others));
  }

  private void head(Index k, PanelTree tree, Index l, Side from, SymbolicMatrix tiles) {
    p.loop("x", k.plus(1), across, x -> {
      p.let(tiles.at(k, tree.headVersion(l), l, x))
          .be(from.head(w.at(l, k), q.t().at(l, k), from.before(k, l, x)));
    });
  }

  private void bringInto(Index k, Step step, Side from, SymbolicMatrix tiles) {
    Index i = step.bottom();
    p.loop("x", k.plus(1), across, x -> {
      p.let(tiles.at(k, step.after(), step.top(), x), from.after(k, i, x))
          .be(from.pair(
              RECTANGULAR,
              q.v().at(i, k),
              q.t().at(i, k),
              tiles.at(k, step.before(), step.top(), x),
              from.before(k, i, x)));
    });
  }

  private void mergeHeads(Index k, Merge merge) {
    Step step = merge.step();
    Index i = step.bottom();
    // [P(l); P(i)] = Q'(i) [P(l); 0]
    p.let(heads.at(k, step.after(), step.top()), y.at(i, k), q.u().at(i, k))
        .be(tpqrt(
            TRIANGULAR,
            heads.at(k, step.before(), step.top()),
            heads.at(k, merge.bottomVersion(), i)));
    Runnable keep = () -> p.let(q.v().at(i, k)).be(lacpyUpper(y.at(i, k), w.at(i, k)));
    if (q.kept()) {
      keep.run();
    } else {
      p.when(k.plus(1).lessThan(across), keep);
    }
  }

  private void merge(Index k, Merge merge, Side from, SymbolicMatrix tiles) {
    Step step = merge.step();
    Index i = step.bottom();
    p.loop("x", k.plus(1), across, x -> {
      p.let(tiles.at(k, step.after(), step.top(), x), from.after(k, i, x))
          .be(from.pair(
              TRIANGULAR,
              q.v().at(i, k),
              q.u().at(i, k),
              tiles.at(k, step.before(), step.top(), x),
              tiles.at(k, merge.bottomVersion(), i, x)));
    });
  }
}
