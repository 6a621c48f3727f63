package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.KernelCall;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Range;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.Tree;
import java.util.function.Function;

/**
 * A matrix whose tiles are sums over the tiles of an inner dimension, or are reduced over them in
 * another way. One task accumulates {@code chunk} inner tiles; where that is not all of them, the
 * partial sums P[i, j, level, node] are added along a tree. One chunk, or an inner dimension without
 * tiles, needs no partial sum.
 */
final class ChunkedSum {

  /** Wide trees store few partial sums; eight terms still leave work for eight executors. */
  private static final int ARITY = 8;

  private final ProgramBuilder p;
  private final Dimension inner;
  private final Index chunk;
  private final Tree chunks;
  private final SymbolicMatrix partial;
  private final Function<SymbolicTile, KernelCall> sum;

  /** Declares the parameter {@code chunk} and the partial sums of a rows x columns matrix. */
  ChunkedSum(ProgramBuilder p, Dimension rows, Dimension columns, Dimension inner) {
    this(p, new Tiles(rows.along(0), columns.along(1), rows, columns), inner, Kernels::add);
  }

  /**
   * Declares the parameter {@code chunk} and partial results.
   *
   * @param tiles the partial results
   * @param sum what reduces a range of them to one
   */
  ChunkedSum(
      ProgramBuilder p, Tiles tiles, Dimension inner, Function<SymbolicTile, KernelCall> sum) {
    this.p = p;
    this.inner = inner;
    this.sum = sum;
    this.chunk = p.parameter("chunk");
    p.require(chunk.atLeast(1), "a task accumulates at least one tile: give a chunk of 1 or more");
    this.chunks = p.tree(ARITY, inner.ceilDiv(chunk));
    this.partial = p.scratch(
        "P",
        tiles.height(),
        tiles.width(),
        tiles.rows(),
        tiles.columns(),
        chunks.levels(),
        chunks.leaves());
  }

  /** The shape of tiles, and how many there are. */
  record Tiles(Extent height, Extent width, Index rows, Index columns) {}

  /** Writes tile (i, j) of a matrix as the sum of what {@code product} gives for inner tiles. */
  void write(SymbolicMatrix matrix, Index i, Index j, Function<Range, KernelCall> product) {
    SymbolicTile result = matrix.at(i, j);
    p.when(chunks.leaves().atMost(1), () -> p.let(result).be(product.apply(range(0, inner))));
    p.when(chunks.leaves().greaterThan(1), () -> {
      p.loop("s", 0, chunks.leaves(), s -> {
        Index from = s.times(chunk);
        Index to = min(from.plus(chunk), inner);
        p.let(partial.at(i, j, chunks.leaf(s))).be(product.apply(range(from, to)));
      });
      p.treeReduce(chunks, result, place -> partial.at(i, j, place), sum);
    });
  }
}
