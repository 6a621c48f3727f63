package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.lacpyTransposed;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.Qr.Problem;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The reduction {@code A = Q B P^T} of an m x n matrix, m at least n, to an upper band matrix B as
 * wide as a tile. A column of tiles is brought to upper triangular form by reflectors from the left;
 * then what is to the right of it in its row of tiles to lower triangular form by reflectors from
 * the right, which are those of the transpose; and so on. Both go along a {@link PanelTree}.
 *
 * <p>Source: H. Ltaief, J. Kurzak, J. Dongarra, Parallel two-sided matrix reduction to band
 * bidiagonal form on multicore architectures, IEEE Trans. Parallel Distrib. Syst. 21 (2010).
 */
final class TileBand {

  private final ProgramBuilder p;
  private final Dimension m;
  private final Dimension n;
  private final SymbolicMatrix s;
  private final SymbolicMatrix z;
  private final BandPanel columns;
  private final BandPanel rows;

  /** A reduction with given reflectors. */
  TileBand(ProgramBuilder p, Given given, Reflectors left, Reflectors right) {
    this.p = p;
    this.m = given.m();
    this.n = given.n();
    Index group = given.group();
    this.s = p.versions("C", given.a(), n.times(2));
    this.z = p.scratch("Z", n.along(0), n.along(1), n, n);
    this.columns = new BandPanel(
        p,
        m,
        n,
        n,
        m.along(2),
        n.along(3),
        group,
        left,
        new LeftSide(s),
        (k, l) -> s.at(k.times(2), l, k));
    this.rows = new BandPanel(
        p, n, n, m, m.along(3), n.along(2), group, right, new RightSide(s), (k, l) -> z.at(l, k));
  }

  /** A reduction whose reflectors nobody wants. */
  TileBand(ProgramBuilder p, Given given) {
    this(
        p,
        given,
        Reflectors.scratch(p, given.m(), given.n(), given.n(), "L"),
        Reflectors.scratch(p, given.n(), given.n(), given.n(), "R"));
  }

  /** What is reduced. */
  record Given(Dimension m, Dimension n, Index group, SymbolicMatrix a) {

    static Given declare(ProgramBuilder p) {
      Dimension m = p.size("m");
      Dimension n = p.size("n", m);
      p.require(n.atLeast(1), "a matrix without columns has no band form");
      p.require(m.atLeast(n), "a band form has no more columns than rows: take the transpose");
      return new Given(m, n, Problem.group(p), p.input("A", m, n));
    }
  }

  /** What is done with the tiles of the band as they come. */
  interface Band {
    /** Tile (k, k): an upper triangle. */
    void diagonal(Index k, SymbolicTile triangle);

    /** The transpose of tile (k, k + 1): an upper triangle, padded to be square. */
    void beside(Index k, SymbolicTile triangle);
  }

  /** Reduces the matrix. */
  void reduce(Band band) {
    p.loop("k", 0, n, k -> {
      PanelTree down = columns.tree(k);
      columns.factor(k, down);
      band.diagonal(k, columns.triangle(k, down));
      p.when(k.plus(1).lessThan(n), () -> reduceRow(k, down, band));
    });
  }

  private void reduceRow(Index k, PanelTree down, Band band) {
    p.loop("j", k.plus(1), n, j -> {
      // Z(j) = A(k, j)^T
      p.let(z.at(j, k)).be(lacpyTransposed(columns.crossing(k, down, j)));
    });
    PanelTree aside = rows.tree(k.plus(1));
    rows.factor(k, aside);
    band.beside(k, rows.triangle(k, aside));
    p.loop("i", k.plus(1), m, i -> {
      // the next panel
      p.let(s.at(k.plus(1).times(2), i, k.plus(1))).be(copy(rows.crossing(k, aside, i)));
    });
  }
}
