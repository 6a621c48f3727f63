package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import java.util.Optional;

/** How a task reads its inputs: at once, or ahead of their use. */
interface TileReader {

  /** Reads when the tile is asked for. */
  TileReader DIRECT =
      new TileReader() {
        @Override
        public Reading begin(Place place, boolean last, Traffic traffic) {
          return new DirectReading(place, last, traffic);
        }

        @Override
        public int lookAhead() {
          return 1;
        }

        @Override
        public void end() {}
      };

  /**
   * Begins to read a tile.
   *
   * @param last whether nobody else will read the tile, so that it may be taken from its store
   * @param traffic counts it
   */
  Reading begin(Place place, boolean last, Traffic traffic);

  /** How many tiles of a range are begun, the one that is used among them; at least one. */
  int lookAhead();

  /** Waits for what is on its way, and ends its threads. */
  void end() throws InterruptedException;

  /** A tile that is on its way. */
  interface Reading {
    /** The tile, whose reference becomes the caller's; called at most once. */
    Optional<Tile> tile() throws StoreException;

    /** The tile is not wanted any more. */
    void abandon();
  }

  /** Reads in the caller's thread. */
  record DirectReading(Place place, boolean last, Traffic traffic) implements Reading {
    @Override
    public Optional<Tile> tile() throws StoreException {
      Optional<Tile> cached = cached();
      if (cached.isPresent()) {
        traffic.found();
        return cached;
      }
      Optional<Tile> stored = stored();
      stored.ifPresent(traffic::read);
      return stored;
    }

    private Optional<Tile> cached() {
      return place.store() instanceof CachedTileStore cache
          ? cache.cached(place.index(), last)
          : Optional.empty();
    }

    private Optional<Tile> stored() throws StoreException {
      if (place.store() instanceof CachedTileStore cache) {
        return cache.stored(place.index(), last);
      }
      return last ? place.store().take(place.index()) : place.store().read(place.index());
    }

    @Override
    public void abandon() {}
  }
}
