package dev.lapwing.tiles;

import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Precision;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/**
 * The tiles of one matrix: how it is cut, how its entries are kept and where, and the memory that
 * they are read into. It owns none of these.
 */
public record TileArray(TileGrid grid, Precision precision, TileStore store, TilePool pool) {

  /** Tiles of doubles. */
  public TileArray(TileGrid grid, TileStore store, TilePool pool) {
    this(grid, Precision.FLOAT64, store, pool);
  }

  /** The tiles of a stored matrix. */
  public static TileArray of(StoredMatrix matrix, TilePool pool) {
    MatrixLayout layout = matrix.layout();
    TileGrid grid =
        TileGrid.of(layout.rows(), layout.columns(), layout.tileRows(), layout.tileColumns());
    return new TileArray(grid, layout.precision(), matrix, pool);
  }

  /**
   * A tile, which the caller releases.
   *
   * @throws StoreException if it cannot be read or was never written
   */
  public Tile read(long row, long column) throws StoreException {
    TileIndex index = TileIndex.of(row, column);
    return store
        .read(index)
        .orElseThrow(
            () ->
                new StoreException(
                    "tile %s of %s is missing: it was never written or has been deleted"
                        .formatted(index, store.location())));
  }

  /** An entry of the matrix. */
  public double get(long row, long column) throws StoreException {
    if (store instanceof StoredMatrix stored && !stored.inMemory()) {
      return take(stored.readWindow(row, column, 1, 1), 0, 0);
    }
    return take(
        read(row / grid.rows().tile(), column / grid.columns().tile()),
        (int) (row % grid.rows().tile()),
        (int) (column % grid.columns().tile()));
  }

  private static double take(Tile tile, int row, int column) {
    try {
      return tile.get(row, column);
    } finally {
      tile.release();
    }
  }

  /** Writes a tile; it stays the caller's to release. */
  public void write(long row, long column, Tile tile) throws StoreException {
    store.write(TileIndex.of(row, column), tile);
  }

  /** A tile of the shape that the grid gives to a place, with unspecified content. */
  public Tile allocate(long row, long column) {
    return pool.allocate(precision, grid.tileRows(row), grid.tileColumns(column));
  }

  /** The transpose, as a view. */
  public TileArray transpose() {
    return untransposed()
        .orElseGet(
            () -> new TileArray(grid.transpose(), precision, new TransposedTiles(this), pool));
  }

  /** What this is the transpose of, if it is such a view. */
  public Optional<TileArray> untransposed() {
    return store instanceof TransposedTiles view ? Optional.of(view.base()) : Optional.empty();
  }

  /**
   * A region that begins at a row and a column, cut in its own way, as a view.
   *
   * @param cut rows and columns of the region, and how they are cut
   */
  public TileArray region(long row, long column, TileGrid cut) {
    return row == 0 && column == 0 && cut.equals(grid)
        ? this
        : new TileArray(cut, precision, new RegionTiles(this, row, column, cut), pool);
  }

  /** The same matrix, cut in another way, as a view. */
  public TileArray cut(TileGrid cut) {
    return untransposed()
        .map(base -> base.cut(cut.transpose()).transpose())
        .orElseGet(() -> region(0, 0, cut));
  }
}
