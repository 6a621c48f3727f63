package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall.TileShape;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileUnreadable;
import java.util.Optional;

/** The tiles of one operand of a task, in the order of its range: begun ahead, held until done. */
final class OperandTiles {
  private final TaskTiles task;
  private final int input;
  private final long[] names;
  private final TileReader reader;
  private final Place[] places;
  private final TileReader.Reading[] readings;
  private final Tile[] held;
  private int begun;
  private boolean firstWasTaken;

  OperandTiles(TaskTiles task, int input, long[] names, TileReader reader) {
    this.task = task;
    this.input = input;
    this.names = names;
    this.reader = reader;
    this.places = new Place[names.length];
    this.readings = new TileReader.Reading[names.length];
    this.held = new Tile[names.length];
  }

  /** Begins to read up to and with a position. */
  void begin(int position) {
    for (; begun <= Math.min(position, names.length - 1); begun++) {
      Place place = task.place(names[begun]);
      boolean take = task.mayTake(input, begun, place);
      firstWasTaken |= take && begun == 0;
      places[begun] = place;
      readings[begun] = reader.begin(place, take, task.traffic());
    }
  }

  /** The tile at a position; waits for it, and begins those that come next. */
  Tile tile(int position) {
    if (held[position] == null) {
      begin(position + reader.lookAhead() - 1);
      held[position] = arrived(position);
    }
    return held[position];
  }

  /**
   * Looks for the tile that a kernel has refused.
   *
   * @throws TileUnreadable if one that is held has another shape than it was to be written in
   */
  void requireShapes() throws TileUnreadable {
    for (int position = 0; position < begun; position++) {
      Optional<TileShape> shape = shapeOfHeld(position);
      if (shape.isPresent()) {
        requireShape(places[position], held[position], shape.get());
      }
    }
  }

  private Optional<TileShape> shapeOfHeld(int position) {
    return held[position] == null ? Optional.empty() : task.shapeOf(places[position]);
  }

  private static void requireShape(Place place, Tile tile, TileShape shape) throws TileUnreadable {
    if (tile.rows() != shape.rows() || tile.columns() != shape.columns()) {
      String key = place.store().location(place.index());
      throw new TileUnreadable(
          key,
          "%s is %,d x %,d, not %,d x %,d: this run did not write it. Check what else writes there, then start the run again."
              .formatted(key, tile.rows(), tile.columns(), shape.rows(), shape.columns()));
    }
  }

  void release(int position) {
    held[position].release();
    held[position] = null;
  }

  boolean isFromMemory(int position) {
    return places[position].store().inMemory();
  }

  /** Returns the first tile to the memory that it was taken from. */
  void putBack() throws StoreException {
    if (firstWasTaken && held[0] != null && isFromMemory(0)) {
      places[0].store().write(places[0].index(), held[0]);
    }
  }

  void close() {
    for (int position = 0; position < begun; position++) {
      if (readings[position] != null) {
        readings[position].abandon();
        readings[position] = null;
      }
      if (held[position] != null) {
        release(position);
      }
    }
  }

  private Tile arrived(int position) {
    TileReader.Reading reading = readings[position];
    readings[position] = null;
    try {
      return reading.tile().orElseThrow(() -> TileUnavailable.missing(places[position]));
    } catch (StoreException e) {
      throw TileUnavailable.unread(places[position], e);
    }
  }
}
