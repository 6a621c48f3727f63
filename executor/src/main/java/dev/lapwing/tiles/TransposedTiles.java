package dev.lapwing.tiles;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import java.util.Optional;

/** The tiles of the transpose; each is transposed when it is read. */
record TransposedTiles(TileArray base) implements TileView {

  @Override
  public String location() {
    return ViewPath.transpose(base.store().location());
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    Optional<Tile> tile = base.store().read(mirror(index));
    if (tile.isEmpty()) {
      return tile;
    }
    Tile original = tile.get();
    try {
      Tile transposed =
          base.pool().allocate(original.precision(), original.columns(), original.rows());
      TileBlocks.transpose(original, transposed);
      return Optional.of(transposed);
    } finally {
      original.release();
    }
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    return base.store().contains(mirror(index));
  }

  private static TileIndex mirror(TileIndex index) {
    return TileIndex.of(index.get(1), index.get(0));
  }
}
