package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Side;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Tile;
import java.util.stream.IntStream;

/**
 * The kernels that eliminate with tournament pivoting: {@code tntpiv}, {@code getrf}, {@code
 * gessm}, {@code swptrsm} and {@code swpgemm} (Grigori, Demmel and Xiang, 2011). NaN and infinite
 * entries spread as in any elimination; a zero pivot is no failure here.
 */
final class PivotKernels<V extends TileView> {
  private final Blas<V> blas;

  PivotKernels(Blas<V> blas) {
    this.blas = blas;
  }

  /** The best rows of a range of tiles, or of the candidates of other nodes. */
  void tntpiv(Call call) {
    boolean leaf = call.kernel().options().get(0).equals("A");
    Tile winners = call.output(0);
    Tile places = call.output(1);
    int height = leaf ? places.rows() : winners.rows();
    int count = call.operands().count(0);
    call.require(winners, winners.columns(), winners.columns());
    try (var stack =
        new RowStack(call.room(Math.multiplyExact(count, height), winners.columns()))) {
      for (int k = 0; k < count; k++) {
        if (leaf) {
          addRows(call, stack, k);
        } else {
          addCandidates(call, stack, k);
        }
      }
      stack.best(blas, call.workspace(), winners, places);
    }
  }

  private static void addRows(Call call, RowStack stack, int k) {
    Tile tile = call.operands().tile(0, k);
    call.require(tile, tile.rows(), call.output(0).columns());
    int first = ((int) call.scalar(0) + k) * call.output(1).rows();
    stack.add(tile, IntStream.range(first, first + tile.rows()).toArray());
    call.operands().done(0, k);
  }

  private static void addCandidates(Call call, RowStack stack, int k) {
    Tile rows = call.operands().tile(0, k);
    Tile places = call.operands().tile(1, k);
    call.require(rows, call.output(0).rows(), call.output(0).columns());
    stack.add(rows, Interchanges.positions(places));
    call.operands().done(0, k);
    call.operands().done(1, k);
  }

  /** The diagonal tile of L and U, and the pivots. */
  void getrf(Call call) {
    Tile winners = call.input(0);
    Tile places = call.input(1);
    Tile top = call.input(2);
    Tile factors = call.output(0);
    Tile pivots = call.output(1);
    call.require(winners, factors.columns(), factors.columns());
    call.require(top, factors.rows(), factors.columns());
    call.require(pivots, places.rows(), 1);
    try (var stack = new RowStack(call.room(winners.rows(), winners.columns()))) {
      stack.add(winners, Interchanges.positions(places));
      stack.factor(blas, factors, pivots);
    }
    int below = factors.rows() - Math.min(factors.rows(), factors.columns());
    if (below > 0) {
      eliminateBelow(call, below, top);
    }
    for (int input = 0; input < 3; input++) {
      call.done(input, call.input(input));
    }
  }

  /** The rows of a diagonal tile that has more rows than columns. */
  private void eliminateBelow(Call call, int below, Tile top) {
    Tile factors = call.output(0);
    int order = factors.columns();
    Tile rows = call.room(factors.rows(), order);
    Tile l = call.room(below, order);
    try {
      TileContent.copy(top, rows);
      Interchanges.of(call.output(1)).fill(rows, 0, top);
      var moves = new RowMoves(below);
      var back = new RowMoves(below);
      for (int row = 0; row < below; row++) {
        moves.add(order + row, row);
        back.add(row, order + row);
      }
      moves.copy(rows, l);
      solveUpper(call, factors, l);
      back.copy(l, factors);
    } finally {
      rows.release();
      l.release();
    }
  }

  /** {@code U = L^-1 A}, for the pivot rows of A. */
  void gessm(Call call) {
    Tile factors = call.input(1);
    Tile pivots = call.input(2);
    Tile u = call.output(0);
    RowGather.gather(call, 0, Interchanges.positions(pivots), u);
    int order = u.rows();
    boolean square = factors.columns() == order;
    Tile l = square ? factors : leading(call, factors, order);
    try (V t = blas.read(l);
        V b = blas.update(u)) {
      blas.trsm(Side.LEFT, Uplo.LOWER, Op.NO_TRANS, Diag.UNIT, t, b);
    }
    if (!square) {
      l.release();
    }
    call.done(1, factors);
    call.done(2, pivots);
  }

  /** {@code L = C U^-1} after the interchanges. */
  void swptrsm(Call call) {
    Tile l = call.output(0);
    Tile factors = call.input(3);
    interchange(call);
    solveUpper(call, factors, l);
    call.done(3, factors);
  }

  /** {@code C - L U} after the interchanges. */
  void swpgemm(Call call) {
    Tile c = call.output(0);
    Tile l = call.input(3);
    Tile u = call.input(4);
    call.require(l, c.rows(), u.rows());
    call.require(u, l.columns(), c.columns());
    interchange(call);
    try (V left = blas.read(l);
        V right = blas.read(u);
        V result = blas.update(c)) {
      blas.gemm(Op.NO_TRANS, Op.NO_TRANS, -1.0, left, right, 1.0, result);
    }
    call.done(3, l);
    call.done(4, u);
  }

  /** Carries C over, with the top tile's displaced rows in the places that pivots have left. */
  private static void interchange(Call call) {
    Tile top = call.input(1);
    Tile pivots = call.input(2);
    Tile c = call.output(0);
    call.require(top, top.rows(), c.columns());
    call.carry(0, 0);
    Interchanges.of(pivots).fill(c, (int) (call.scalar(0) * pivots.rows()), top);
    call.done(1, top);
    call.done(2, pivots);
  }

  /** {@code B := B U^-1}; where U has a zero on its diagonal, B gets a zero column. */
  private void solveUpper(Call call, Tile factors, Tile b) {
    int order = b.columns();
    boolean asItIs = factors.rows() == order && !hasZeroPivot(factors, order);
    Tile u = asItIs ? factors : leading(call, factors, order);
    if (!asItIs) {
      replaceZeroPivots(u);
    }
    try (V t = blas.read(u);
        V rows = blas.update(b)) {
      blas.trsm(Side.RIGHT, Uplo.UPPER, Op.NO_TRANS, Diag.NON_UNIT, t, rows);
    }
    if (!asItIs) {
      u.release();
    }
  }

  private static boolean hasZeroPivot(Tile factors, int order) {
    return IntStream.range(0, order).anyMatch(i -> factors.get(i, i) == 0.0);
  }

  /** What is divided by infinity is zero. */
  private static void replaceZeroPivots(Tile u) {
    for (int i = 0; i < u.rows(); i++) {
      if (u.get(i, i) == 0.0) {
        u.set(i, i, Double.POSITIVE_INFINITY);
      }
    }
  }

  /** A copy of the leading rows and columns. */
  private static Tile leading(Call call, Tile tile, int order) {
    Tile leading = call.room(order, order);
    TileContent.copyPadded(tile, leading);
    return leading;
  }
}
