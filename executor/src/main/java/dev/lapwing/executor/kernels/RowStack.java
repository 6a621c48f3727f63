package dev.lapwing.executor.kernels;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.state.TilePool;

/** Rows that play in a tournament, one above the other, with their positions. */
final class RowStack implements AutoCloseable {
  private final Tile rows;
  private final int[] positions;
  private int count;

  /**
   * No rows.
   *
   * @param room has as many rows as the stack may get; released with it
   */
  RowStack(Tile room) {
    rows = room;
    positions = new int[room.rows()];
  }

  /** Adds the first rows of a tile; {@code places} are their positions, one for each. */
  void add(Tile tile, int[] places) {
    TileEntries from = tile.entries();
    TileEntries to = rows.entries();
    for (int column = 0; column < rows.columns(); column++) {
      to.put(count + column * rows.rows(), from, column * tile.rows(), places.length);
    }
    System.arraycopy(places, 0, positions, count, places.length);
    count += places.length;
  }

  /**
   * Writes the rows that Gaussian elimination with partial pivoting takes first, as many as there
   * are columns, and their positions.
   */
  <V extends TileView> void best(Blas<V> blas, TilePool pool, Tile winners, Tile places) {
    int[] pivots = new int[Math.min(count, rows.columns())];
    eliminate(blas, pool, pivots);
    int[] order = order(pivots);
    if (pivots.length < winners.rows()) {
      TileContent.clear(winners);
    }
    var moves = new RowMoves(pivots.length);
    for (int row = 0; row < pivots.length; row++) {
      moves.add(order[row], row);
    }
    moves.copy(rows, winners);
    writePlaces(order, pivots.length, places);
  }

  /** Writes the factors of the rows, and the positions of their rows in the order of U. */
  <V extends TileView> void factor(Blas<V> blas, Tile factors, Tile places) {
    int[] pivots = new int[Math.min(count, rows.columns())];
    copyRows(factors);
    try (V view = blas.update(factors)) {
      blas.getrf(count, view, pivots);
    }
    writePlaces(order(pivots), pivots.length, places);
  }

  private void copyRows(Tile target) {
    TileEntries from = rows.entries();
    TileEntries to = target.entries();
    for (int column = 0; column < rows.columns(); column++) {
      to.put(column * target.rows(), from, column * rows.rows(), count);
    }
  }

  private void writePlaces(int[] order, int count, Tile places) {
    for (int row = 0; row < places.rows(); row++) {
      places.set(row, 0, row < count ? positions[order[row]] : -1);
    }
  }

  private <V extends TileView> void eliminate(Blas<V> blas, TilePool pool, int[] pivots) {
    Tile copy = pool.allocate(rows.precision(), rows.rows(), rows.columns());
    try {
      TileContent.copy(rows, copy);
      try (V view = blas.update(copy)) {
        blas.getrf(count, view, pivots);
      }
    } finally {
      copy.release();
    }
  }

  /** The row that stands in each place after the exchanges. */
  private int[] order(int[] pivots) {
    int[] order = new int[count];
    for (int row = 0; row < count; row++) {
      order[row] = row;
    }
    for (int row = 0; row < pivots.length; row++) {
      int taken = order[pivots[row]];
      order[pivots[row]] = order[row];
      order[row] = taken;
    }
    return order;
  }

  @Override
  public void close() {
    rows.release();
  }
}
