package dev.lapwing.state.faults;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.Optional;

/**
 * A tile store whose operations fail before or after their effect. {@link #take} fails only before
 * its effect: the memory store it is meant for does not lose what it hands over.
 */
public final class FaultyTileStore extends TileStoreDecorator {
  private final Faults faults;

  public FaultyTileStore(TileStore store, Faults faults) {
    super(store);
    this.faults = faults;
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    faults.before("read " + index);
    return super.read(index);
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    faults.before("write " + index);
    super.write(index, tile);
    faults.after("write " + index);
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    faults.before("contains " + index);
    return super.contains(index);
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    faults.before("delete " + index);
    super.delete(index);
    faults.after("delete " + index);
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    faults.before("take " + index);
    return super.take(index);
  }
}
