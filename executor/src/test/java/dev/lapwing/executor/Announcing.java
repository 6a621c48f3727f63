package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.faults.TileStoreDecorator;
import java.util.function.Consumer;

/** A store that tells what is written to it. */
final class Announcing extends TileStoreDecorator {
  static final String WROTE = "wrote ";
  static final String AGAIN = "again ";

  private final Consumer<String> told;

  /**
   * A store that tells.
   *
   * @param told receives a line for every tile that was written, and one before a tile that is
   *     there is written again
   */
  Announcing(TileStore store, Consumer<String> told) {
    super(store);
    this.told = told;
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    if (contains(index)) {
      told.accept(AGAIN + location() + index);
    }
    super.write(index, tile);
    told.accept(WROTE + location() + index);
  }
}
