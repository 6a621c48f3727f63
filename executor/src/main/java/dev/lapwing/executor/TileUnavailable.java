package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import java.util.Optional;

/**
 * An input of a task cannot be had: it is not there, or its store failed. Unchecked, because it
 * passes through kernels that stream their inputs.
 */
final class TileUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final StoreException error;

  private TileUnavailable(Place place, StoreException error) {
    super(error == null ? "no tile " + place.index() : error.getMessage(), error, false, false);
    this.place = place;
    this.error = error;
  }

  static TileUnavailable missing(Place place) {
    return new TileUnavailable(place, null);
  }

  static TileUnavailable unread(Place place, StoreException error) {
    return new TileUnavailable(place, error);
  }

  Place place() {
    return place;
  }

  /** What the store said; empty if it has no such tile. */
  Optional<StoreException> error() {
    return Optional.ofNullable(error);
  }
}
