package dev.lapwing.tiles;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import java.util.Optional;

/**
 * A region of a matrix, cut in its own way. A tile that is a whole tile of the base is shared with
 * it; any other is put together when it is read, from no more of the base than is needed if that is
 * stored.
 */
record RegionTiles(TileArray base, long row, long column, TileGrid grid) implements TileView {

  @Override
  public String location() {
    return ViewPath.region(base.store().location(), row, column, grid);
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    Window rows = rows(index);
    Window columns = columns(index);
    if (rows.isWholeTile() && columns.isWholeTile()) {
      return base.store().read(TileIndex.of(rows.firstTile(), columns.firstTile()));
    }
    if (base.store() instanceof StoredMatrix stored && !stored.inMemory()) {
      return Optional.of(
          stored.readWindow(rows.from(), columns.from(), rows.length(), columns.length()));
    }
    Tile result = base.pool().allocate(base.precision(), rows.length(), columns.length());
    try {
      fill(result, rows, columns);
      return Optional.of(result.retain());
    } finally {
      result.release();
    }
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    Window rows = rows(index);
    Window columns = columns(index);
    for (long i = rows.firstTile(); i <= rows.lastTile(); i++) {
      for (long j = columns.firstTile(); j <= columns.lastTile(); j++) {
        if (!base.store().contains(TileIndex.of(i, j))) {
          return false;
        }
      }
    }
    return true;
  }

  private void fill(Tile result, Window rows, Window columns) throws StoreException {
    for (long i = rows.firstTile(); i <= rows.lastTile(); i++) {
      for (long j = columns.firstTile(); j <= columns.lastTile(); j++) {
        Tile tile = base.read(i, j);
        try {
          copy(tile, rows.overlap(i), columns.overlap(j), result);
        } finally {
          tile.release();
        }
      }
    }
  }

  private static void copy(Tile from, Overlap rows, Overlap columns, Tile to) {
    TileBlocks.copy(
        from,
        rows.inTile(),
        columns.inTile(),
        to,
        rows.inWindow(),
        columns.inWindow(),
        rows.length(),
        columns.length());
  }

  private Window rows(TileIndex index) {
    long from = row + grid.firstRow(index.get(0));
    return new Window(base.grid().rows(), from, from + grid.tileRows(index.get(0)));
  }

  private Window columns(TileIndex index) {
    long from = column + grid.firstColumn(index.get(1));
    return new Window(base.grid().columns(), from, from + grid.tileColumns(index.get(1)));
  }
}
