package dev.lapwing.tiles;

import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import java.util.Optional;

/** A triangular matrix of which only the tiles of one triangle are kept; the others are zeros. */
record ZeroFilled(TileArray base, Structure structure) implements TileView {

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    return isKept(index)
        ? base.store().read(index)
        : Optional.of(
            base.pool()
                .zeros(base.grid().tileRows(index.get(0)), base.grid().tileColumns(index.get(1))));
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    return !isKept(index) || base.store().contains(index);
  }

  private boolean isKept(TileIndex index) {
    return structure.holds(index.get(0), index.get(1));
  }
}
