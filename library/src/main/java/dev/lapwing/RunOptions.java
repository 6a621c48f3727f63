package dev.lapwing;

import dev.lapwing.executor.RunObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one computation runs and where its result goes. Immutable: every method gives a changed copy.
 */
public final class RunOptions {
  private static final RunOptions DEFAULTS =
      new RunOptions(Optional.empty(), Optional.empty(), List.of());

  private final Optional<String> out;
  private final Optional<Shape> tile;
  private final List<RunObserver> observers;

  private RunOptions(Optional<String> out, Optional<Shape> tile, List<RunObserver> observers) {
    this.out = out;
    this.tile = tile;
    this.observers = observers;
  }

  /** The result in memory, or in the folder of a Lapwing that has one. */
  public static RunOptions defaults() {
    return DEFAULTS;
  }

  /** {@link #defaults} and {@link #writeTo}. */
  public static RunOptions into(String uri) {
    return DEFAULTS.writeTo(uri);
  }

  /**
   * Writes the (main) result to a place where it stays when it is closed: a path or URI that ends
   * in {@code .zarr}, or {@code mem:NAME}. It appears there when the run is done and not before; a
   * run that fails leaves what was there.
   */
  public RunOptions writeTo(String uri) {
    return new RunOptions(Optional.of(uri), tile, observers);
  }

  /** The tiles of a matrix that is generated, imported or copied; other results have theirs. */
  public RunOptions tile(Shape tile) {
    if (tile.rows() < 1 || tile.columns() < 1) {
      throw new IllegalArgumentException(
          "a tile must have at least 1 row and 1 column, not " + tile);
    }
    return new RunOptions(out, Optional.of(tile), observers);
  }

  /** Tells an observer what happens in the run, beside those of the Lapwing. */
  public RunOptions observer(RunObserver observer) {
    List<RunObserver> more = new ArrayList<>(observers);
    more.add(observer);
    return new RunOptions(out, tile, List.copyOf(more));
  }

  Optional<String> out() {
    return out;
  }

  Optional<Shape> tile() {
    return tile;
  }

  List<RunObserver> observers() {
    return observers;
  }

  @Override
  public String toString() {
    return out.map(uri -> "into " + uri).orElse("defaults");
  }
}
