package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Kernels.tntpiv;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.Tree;

/**
 * The choice of the pivot rows of a column of tiles, as a tournament: each leaf of a tree takes
 * {@code chunk} tiles and keeps as many of their rows as the column is wide, those that partial
 * pivoting would take first; each node keeps the best of what its children keep. W[k, node] are the
 * rows that step k keeps at a node, I[k, node] where they stand. With one leaf this is partial
 * pivoting.
 *
 * <p>Source: L. Grigori, J. Demmel, H. Xiang, CALU: a communication optimal LU factorization
 * algorithm, SIAM J. Matrix Anal. Appl. 32 (2011).
 */
final class Tournament {

  private static final int ARITY = 2;

  private final ProgramBuilder p;
  private final Dimension m;
  private final Index chunk;
  private final SymbolicMatrix rows;
  private final SymbolicMatrix places;

  /** Declares the parameter {@code chunk} and the candidates of an m x n matrix. */
  Tournament(ProgramBuilder p, Dimension m, Dimension n, Index steps) {
    this.p = p;
    this.m = m;
    this.chunk = p.parameter("chunk");
    p.require(chunk.atLeast(1), "a leaf of a tournament is one tile at least: give a chunk of 1");
    Index levels = p.tree(ARITY, m).levels();
    this.rows = p.scratch("W", n.along(0), n.along(0), steps, levels, m);
    this.places = p.scratch("I", m.tile(0), new Extent.Fixed(1), steps, levels, m);
  }

  /** The rows that win, and their positions. */
  record Winners(SymbolicTile rows, SymbolicTile places) {}

  /** Plays step k for the tiles of block column k of a matrix, from row k on. */
  Winners play(SymbolicMatrix s, Index k) {
    Tree tree = p.tree(ARITY, m.minus(k).ceilDiv(chunk));
    p.loop("leaf", 0, tree.leaves(), leaf -> {
      Index first = leaf.times(chunk);
      Index from = k.plus(first);
      Index to = min(from.plus(chunk), m);
      // W(k, leaf) = the best rows of A(from : to, k)
      p.let(rows.at(k, tree.leaf(leaf)), places.at(k, tree.leaf(leaf)))
          .be(tntpiv(Scalar.of(first), s.at(k, range(from, to), k)));
    });
    tree.up(node -> {
      // W(k, node) = the best rows of W(k, left) and W(k, right)
      p.let(rows.at(k, node), places.at(k, node))
          .be(tntpiv(rows.at(k, node.children()), places.at(k, node.children())));
    });
    return new Winners(rows.at(k, tree.top()), places.at(k, tree.top()));
  }
}
