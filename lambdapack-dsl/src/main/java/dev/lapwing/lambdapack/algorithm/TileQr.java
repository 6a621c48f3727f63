package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.gemqrt;
import static dev.lapwing.lambdapack.Kernels.geqrt;
import static dev.lapwing.lambdapack.Kernels.lacpy;
import static dev.lapwing.lambdapack.Kernels.lacpyUpper;
import static dev.lapwing.lambdapack.Kernels.laset;
import static dev.lapwing.lambdapack.Kernels.tpmqrt;
import static dev.lapwing.lambdapack.Kernels.tpqrt;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Pentagon.RECTANGULAR;
import static dev.lapwing.lambdapack.Pentagon.TRIANGULAR;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.algorithm.PanelTree.Merge;
import dev.lapwing.lambdapack.algorithm.PanelTree.Step;

/**
 * The QR factorization {@code A = Q R} of a matrix of any shape by tiles. A panel of tiles after the
 * other is brought to upper triangular form along a {@link PanelTree}, and every tile to the right of
 * it takes part in each step as it is computed. Q is a product of block reflectors, three for a tile
 * at most: V(i, k) and T(i, k) are those that made tile (i, k) a triangle, if it was a head, or else
 * brought it into one; U(i, k) belongs to the triangle of a head that was brought into another, whose
 * reflectors lie in the upper triangle of V(i, k), which those of T leave free.
 *
 * <p>Source: A. Buttari, J. Langou, J. Kurzak, J. Dongarra, A class of parallel tiled linear algebra
 * algorithms for multicore architectures, Parallel Computing 35 (2009); the kernels are those of
 * LAPACK's triangular-pentagonal factorization.
 */
final class TileQr {

  private final ProgramBuilder p;
  private final Dimension m;
  private final Index panels;
  private final Index group;
  private final Reflectors q;
  private final int offset;
  private final String suffix;

  /**
   * The reflectors of a factorization.
   *
   * @param v a matrix of tiles (i, k), i at least k
   * @param t block reflectors' triangular factors, {@link #BLOCK} rows a tile
   * @param u the same for heads that are brought into others
   * @param kept whether they are wanted when the run has ended
   */
  record Reflectors(SymbolicMatrix v, SymbolicMatrix t, SymbolicMatrix u, boolean kept) {

    /** The block size of the triangular factors. */
    private static final int BLOCK = 96;

    /** Tiles that live during the run only. */
    static Reflectors scratch(ProgramBuilder p, Dimension m, Dimension n) {
      return scratch(p, m, n, p.smaller(m, n), "");
    }

    /** The same for a number of panels, with something behind the names. */
    static Reflectors scratch(
        ProgramBuilder p, Dimension m, Dimension n, Index panels, String suffix) {
      Extent width = n.along(1);
      return new Reflectors(
          p.scratch("V" + suffix, m.along(0), width, m, panels),
          p.scratch("T" + suffix, height(n), width, m, panels),
          p.scratch("U" + suffix, height(n), width, m, panels),
          false);
    }

    /** The same tiles, of which those that are not used on the way are written too. */
    Reflectors keptForLater() {
      return new Reflectors(v, t, u, true);
    }

    /** The number of rows of the triangular factors of panels along a dimension. */
    static Extent height(Dimension n) {
      return new Extent.Smaller(new Extent.Fixed(BLOCK), n.tile(0));
    }
  }

  /**
   * The state of a matrix that reflectors are applied to.
   *
   * @param tiles tile (v, i, j) is what the v-th panel makes of tile (i, j)
   * @param heads tile (k, version, i, j) is what becomes of it as a head in panel k
   */
  private record State(SymbolicMatrix tiles, SymbolicMatrix heads) {}

  TileQr(ProgramBuilder p, Dimension m, Index panels, Index group, Reflectors q) {
    this(p, m, panels, group, q, 0, "");
  }

  /**
   * Reflectors of which panel k begins some tiles below row k; they can be formed.
   *
   * @param offset how many tiles
   * @param suffix what stands behind the names of scratch matrices
   */
  TileQr(
      ProgramBuilder p,
      Dimension m,
      Index panels,
      Index group,
      Reflectors q,
      int offset,
      String suffix) {
    this.p = p;
    this.m = m;
    this.panels = panels;
    this.group = group;
    this.q = q;
    this.offset = offset;
    this.suffix = suffix;
  }

  /** Factors {@code a}, m x n, and writes R's upper trapezoid. */
  void factor(SymbolicMatrix a, SymbolicMatrix r, Dimension n) {
    Index versions = PanelTree.versions(m);
    Extent width = n.along(0);
    SymbolicMatrix heads = p.scratch("P", width, width, panels, versions, m);
    SymbolicMatrix w = p.scratch("W", m.along(0), n.along(1), m, panels);
    SymbolicMatrix y = p.scratch("Y", n.along(1), n.along(1), m, panels);
    State s = new State(p.versions("S", a, panels), heads("X", n));
    p.loop("k", 0, panels, k -> {
      PanelTree tree = new PanelTree(p, k, m, group);
      tree.heads(l -> {
        // A(l, k) = Q(l, k) P(l)
        p.let(heads.at(k, tree.headVersion(l), l), w.at(l, k), q.t().at(l, k))
            .be(geqrt(s.tiles().at(k, l, k)));
        p.loop("j", k.plus(1), n, j -> {
          // A(l, j) = Q(l, k)^T A(l, j)
          p.let(s.heads().at(k, tree.headVersion(l), l, j))
              .be(gemqrt(TRANS, w.at(l, k), q.t().at(l, k), s.tiles().at(k, l, j)));
        });
      });
      if (q.kept()) {
        // the first head is brought into no other: its reflectors stay as they are
        p.let(q.v().at(k, k)).be(copy(w.at(k, k)));
      }
      tree.groups(step -> {
        Index i = step.bottom();
        // [P(l); A(i, k)] = Q(i, k) [P(l); 0]
        p.let(heads.at(k, step.after(), step.top()), q.v().at(i, k), q.t().at(i, k))
            .be(tpqrt(
                RECTANGULAR, heads.at(k, step.before(), step.top()), s.tiles().at(k, i, k)));
        p.loop("j", k.plus(1), n, j -> bringInto(k, step, j, s));
      });
      tree.merges(merge -> {
        Step step = merge.step();
        Index i = step.bottom();
        // [P(l); P(i)] = Q'(i, k) [P(l); 0]
        p.let(heads.at(k, step.after(), step.top()), y.at(i, k), q.u().at(i, k))
            .be(tpqrt(
                TRIANGULAR,
                heads.at(k, step.before(), step.top()),
                heads.at(k, merge.bottomVersion(), i)));
        ifWanted(k, n, () -> p.let(q.v().at(i, k)).be(lacpyUpper(y.at(i, k), w.at(i, k))));
        p.loop("j", k.plus(1), n, j -> merge(k, merge, j, s));
      });
      // R(k, k:n)
      p.let(r.at(k, k)).be(lacpy(heads.at(k, tree.topVersion(), tree.top())));
      p.loop("j", k.plus(1), n, j -> {
        p.let(r.at(k, j)).be(lacpy(s.heads().at(k, tree.topVersion(), tree.top(), j)));
      });
    });
  }

  /** Reflectors that are not kept are wanted for the columns to the right, if there are any. */
  private void ifWanted(Index k, Dimension n, Runnable statement) {
    if (q.kept()) {
      statement.run();
    } else {
      p.when(k.plus(1).lessThan(n), statement);
    }
  }

  /** Writes {@code C = Q^T B}; B and C are m x c. */
  void applyTransposed(SymbolicMatrix b, SymbolicMatrix c, Dimension columns) {
    State s = new State(p.versions("S", b, panels.plus(1)), heads("X", columns));
    p.loop("k", 0, panels, k -> {
      PanelTree tree = new PanelTree(p, k, m, group);
      p.loop("j", 0, columns, j -> {
        tree.heads(l -> {
          // B(l, j) = Q(l, k)^T B(l, j)
          p.let(s.heads().at(k, tree.headVersion(l), l, j))
              .be(gemqrt(TRANS, q.v().at(l, k), q.t().at(l, k), s.tiles().at(k, l, j)));
        });
        tree.groups(step -> bringInto(k, step, j, s));
        tree.merges(merge -> merge(k, merge, j, s));
        p.let(c.at(k, j)).be(copy(s.heads().at(k, tree.topVersion(), tree.top(), j)));
      });
    });
    p.loop("i", panels, m, i -> {
      p.loop("j", 0, columns, j -> p.let(c.at(i, j)).be(copy(s.tiles().at(panels, i, j))));
    });
  }

  /** Writes {@code C = Q B}; B and C are m x c. */
  void apply(SymbolicMatrix b, SymbolicMatrix c, Dimension columns) {
    State s = new State(p.versions("S", b, panels.plus(1)), heads("X", columns));
    p.loop("v", 0, panels, v -> {
      Index k = panels.minus(1).minus(v);
      PanelTree tree = new PanelTree(p, k, m, group);
      p.loop("j", 0, columns, j -> {
        p.let(s.heads().at(k, tree.topVersion(), tree.top(), j)).be(copy(b.at(k, j)));
        applyPanel(v, k, tree, j, s);
      });
    });
    copyOut(s, c, columns);
  }

  /** Writes the first columns of Q, as many as {@code columns} has, at least one a panel. */
  void form(SymbolicMatrix c, Dimension columns) {
    SymbolicMatrix tiles =
        p.scratch("S" + suffix, m.along(1), columns.along(2), panels.plus(1), m, columns);
    State s = new State(tiles, heads("X" + suffix, columns));
    unitColumns(tiles, columns);
    p.loop("v", 0, panels, v -> {
      Index k = panels.minus(1).minus(v);
      PanelTree tree = new PanelTree(p, k.plus(offset), m, group);
      // columns to the left of the panel's are still those of I, whose rows from it on are zero
      p.loop("j", k.plus(offset), columns, j -> {
        SymbolicMatrix heads = s.heads();
        p.when(j.equalTo(tree.top()), () -> {
          p.let(heads.at(k, tree.topVersion(), tree.top(), j)).be(laset(0, 1));
        });
        p.when(j.greaterThan(tree.top()), () -> {
          p.let(heads.at(k, tree.topVersion(), tree.top(), j)).be(laset(0, 0));
        });
        applyPanel(v, k, tree, j, s);
      });
    });
    copyOut(s, c, columns);
  }

  /** Columns of I below the panel that is applied to them first: the last, or their own. */
  private void unitColumns(SymbolicMatrix tiles, Dimension columns) {
    p.loop("j", offset, columns, j -> {
      Index k = min(j.minus(offset), panels.minus(1));
      Index v = panels.minus(1).minus(k);
      p.loop("i", k.plus(offset + 1L), m, i -> {
        p.when(i.equalTo(j), () -> p.let(tiles.at(v, i, j)).be(laset(0, 1)));
        p.when(i.notEqualTo(j), () -> p.let(tiles.at(v, i, j)).be(laset(0, 0)));
      });
    });
  }

  private void copyOut(State s, SymbolicMatrix c, Dimension columns) {
    p.loop("i", offset, m, i -> {
      p.loop("j", offset, columns, j -> p.let(c.at(i, j)).be(copy(s.tiles().at(panels, i, j))));
    });
    if (offset > 0) {
      unitBorder(c, columns);
    }
  }

  /** The first rows and columns, which no panel changes. */
  private void unitBorder(SymbolicMatrix c, Dimension columns) {
    p.loop("i", 0, m, i -> {
      p.loop("j", 0, columns, j -> {
        p.when(min(i, j).lessThan(offset), () -> {
          p.when(i.equalTo(j), () -> p.let(c.at(i, j)).be(laset(0, 1)));
          p.when(i.notEqualTo(j), () -> p.let(c.at(i, j)).be(laset(0, 0)));
        });
      });
    });
  }

  /** {@code C(k:m, j) = Q(k) C(k:m, j)}, whose first tile is the head that is left of panel k. */
  private void applyPanel(Index v, Index k, PanelTree tree, Index j, State s) {
    SymbolicMatrix heads = s.heads();
    tree.mergesBackwards(merge -> {
      Step step = merge.step();
      Index i = step.bottom();
      // [C(l); C(i)] = Q'(i, k) [C(l); C(i)]
      p.let(heads.at(k, step.before(), step.top(), j), heads.at(k, merge.bottomVersion(), i, j))
          .be(tpmqrt(
              NO_TRANS,
              TRIANGULAR,
              q.v().at(i, k),
              q.u().at(i, k),
              heads.at(k, step.after(), step.top(), j),
              s.tiles().at(v, i, j)));
    });
    tree.groupsBackwards(step -> {
      Index i = step.bottom();
      // [C(l); C(i)] = Q(i, k) [C(l); C(i)]
      p.let(heads.at(k, step.before(), step.top(), j), s.tiles().at(v.plus(1), i, j))
          .be(tpmqrt(
              NO_TRANS,
              RECTANGULAR,
              q.v().at(i, k),
              q.t().at(i, k),
              heads.at(k, step.after(), step.top(), j),
              s.tiles().at(v, i, j)));
    });
    tree.heads(l -> {
      // C(l) = Q(l, k) C(l)
      p.let(s.tiles().at(v.plus(1), l, j))
          .be(gemqrt(
              NO_TRANS, q.v().at(l, k), q.t().at(l, k), heads.at(k, tree.headVersion(l), l, j)));
    });
  }

  /** {@code [A(l, j); A(i, j)] = Q(i, k)^T [A(l, j); A(i, j)]} for a tile that was no head. */
  private void bringInto(Index k, Step step, Index j, State s) {
    Index i = step.bottom();
    p.let(s.heads().at(k, step.after(), step.top(), j), s.tiles().at(k.plus(1), i, j))
        .be(tpmqrt(
            TRANS,
            RECTANGULAR,
            q.v().at(i, k),
            q.t().at(i, k),
            s.heads().at(k, step.before(), step.top(), j),
            s.tiles().at(k, i, j)));
  }

  /** {@code [A(l, j); A(i, j)] = Q'(i, k)^T [A(l, j); A(i, j)]} for two heads. */
  private void merge(Index k, Merge merge, Index j, State s) {
    Step step = merge.step();
    Index i = step.bottom();
    p.let(s.heads().at(k, step.after(), step.top(), j), s.tiles().at(k.plus(1), i, j))
        .be(tpmqrt(
            TRANS,
            TRIANGULAR,
            q.v().at(i, k),
            q.u().at(i, k),
            s.heads().at(k, step.before(), step.top(), j),
            s.heads().at(k, merge.bottomVersion(), i, j)));
  }

  /** What becomes of tiles that are heads: tile (k, version, i, j). */
  private SymbolicMatrix heads(String name, Dimension columns) {
    return p.scratch(name, m.along(2), columns.along(3), panels, PanelTree.versions(m), m, columns);
  }
}
