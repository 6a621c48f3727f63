package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Kernels.gessm;
import static dev.lapwing.lambdapack.Kernels.getrf;
import static dev.lapwing.lambdapack.Kernels.swpgemm;
import static dev.lapwing.lambdapack.Kernels.swptrsm;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.TriangularSolve.TilePlace;

/**
 * Gaussian elimination of an m x n matrix with tournament pivoting, right looking. Tiles are square,
 * but for the last of a row or column. V[k] are the pivots of step k: the positions, counted in rows
 * from tile k on, of the rows that become the rows of U in block row k. The rows that they displace
 * go, in their order, to the places that the pivots leave, in the order of the pivots.
 *
 * <p>Rows are interchanged where they are used: {@code gessm} fetches the pivot rows of a block
 * column, and the update of a tile below puts displaced rows of the top tile into it. So no tile is
 * written only because rows moved. M[i, k] is tile (i, k) of L with its rows as step k leaves them;
 * later interchanges are not applied to it.
 */
final class Elimination {

  private final ProgramBuilder p;
  private final Dimension m;
  private final Index steps;
  private final SymbolicMatrix pivots;
  private final SymbolicMatrix multipliers;
  private final Tournament tournament;
  private final TilePlace upper;

  /**
   * Declares what the elimination of an m x n matrix needs.
   *
   * @param upper where the tiles on and above the diagonal go: U, and L below the diagonal of a
   *     diagonal tile
   */
  Elimination(ProgramBuilder p, Dimension m, Dimension n, TilePlace upper) {
    this.p = p;
    this.m = m;
    this.steps = m == n ? n : min(m, n);
    this.upper = upper;
    this.pivots = p.scratch("V", m.tile(0), new Extent.Fixed(1), m);
    this.multipliers = p.scratch("M", m.along(0), n.along(1), m, n);
    this.tournament = new Tournament(p, m, n, steps);
  }

  /** The number of block columns that are eliminated. */
  Index steps() {
    return steps;
  }

  SymbolicMatrix pivots() {
    return pivots;
  }

  SymbolicMatrix multipliers() {
    return multipliers;
  }

  /** Eliminates block column k of the versions of a matrix with n block columns. */
  void step(Index k, Dimension n, SymbolicMatrix s) {
    Tournament.Winners winners = tournament.play(s, k);
    // P A(k:, k) = L(k:, k) U(k, k)
    p.let(upper.at(k, k), pivots.at(k)).be(getrf(winners.rows(), winners.places(), s.at(k, k, k)));
    p.loop("i", k.plus(1), m, i -> {
      // L(i, k) = A(i, k) U(k, k)^-1
      p.let(multipliers.at(i, k))
          .be(swptrsm(below(k, i), s.at(k, i, k), s.at(k, k, k), pivots.at(k), upper.at(k, k)));
    });
    eliminate(k, k.plus(1), n, s, upper);
  }

  /**
   * Eliminates step k from block columns of the versions of a matrix, and writes their block row k.
   *
   * @param first the first of these block columns
   * @param end behind the last
   * @param row where the tiles of the block row go
   */
  void eliminate(Index k, Index first, Index end, SymbolicMatrix s, TilePlace row) {
    p.loop("j", first, end, j -> {
      SymbolicTile u = row.at(k, j);
      // U(k, j) = L(k, k)^-1 A(k, j)
      p.let(u).be(gessm(s.at(k, range(k, m), j), upper.at(k, k), pivots.at(k)));
      p.loop("i", k.plus(1), m, i -> {
        // A(i, j) -= L(i, k) U(k, j)
        p.let(s.at(k.plus(1), i, j))
            .be(swpgemm(
                below(k, i), s.at(k, i, j), s.at(k, k, j), pivots.at(k), multipliers.at(i, k), u));
      });
    });
  }

  private static Scalar below(Index k, Index i) {
    return Scalar.of(i.minus(k));
  }
}
