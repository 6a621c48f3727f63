package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.faults.TileStoreDecorator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A store that deletes some tiles at once, some at any later time, whatever became of them
 * meanwhile, and some never: as if the process had died that was to do it.
 */
final class DeletingLate extends TileStoreDecorator {
  private final SplittableRandom random;
  private final List<TileIndex> noted = new ArrayList<>();

  DeletingLate(TileStore store, SplittableRandom random) {
    super(store);
    this.random = random;
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    if (random.nextBoolean()) {
      super.delete(index);
    } else {
      noted.add(index);
    }
  }

  /** Time passes: now and then a tile goes, or it is forgotten that it was to go. */
  void live() throws StoreException {
    if (!noted.isEmpty() && random.nextInt(20) == 0) {
      TileIndex index = noted.remove(random.nextInt(noted.size()));
      if (random.nextInt(5) > 0) {
        super.delete(index);
      }
    }
  }
}
