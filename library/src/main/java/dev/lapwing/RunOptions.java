package dev.lapwing;

import dev.lapwing.executor.RunObserver;
import dev.lapwing.state.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one computation runs and where its result goes. Immutable: every method gives a changed copy.
 */
public final class RunOptions {
  private static final RunOptions DEFAULTS =
      new RunOptions(Optional.empty(), false, Optional.empty(), Optional.empty(), List.of());

  private final Optional<String> out;
  private final boolean replaces;
  private final Optional<Shape> tile;
  private final Optional<Precision> precision;
  private final List<RunObserver> observers;

  private RunOptions(
      Optional<String> out,
      boolean replaces,
      Optional<Shape> tile,
      Optional<Precision> precision,
      List<RunObserver> observers) {
    this.out = out;
    this.replaces = replaces;
    this.tile = tile;
    this.precision = precision;
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
   * in {@code .zarr}, on a disk or in S3, or {@code mem:NAME}. It appears there when the run is
   * done and not before. On a disk it takes the place of a matrix that is there, and a run that
   * fails leaves that one; in S3, and in memory, a place that is taken is refused, unless {@link
   * #replacing}.
   */
  public RunOptions writeTo(String uri) {
    return new RunOptions(Optional.of(uri), replaces, tile, precision, observers);
  }

  /**
   * A matrix in S3 or in memory that is at the result's place goes when the run starts: nothing can
   * be renamed there. A run that fails leaves neither.
   */
  public RunOptions replacing() {
    return new RunOptions(out, true, tile, precision, observers);
  }

  /** The tiles of a matrix that is generated, imported or copied; other results have theirs. */
  public RunOptions tile(Shape tile) {
    if (tile.rows() < 1 || tile.columns() < 1) {
      throw new IllegalArgumentException(
          "a tile must have at least 1 row and 1 column, not " + tile);
    }
    return new RunOptions(out, replaces, Optional.of(tile), precision, observers);
  }

  /**
   * How the entries of a matrix are kept that is generated, imported or copied; other results have
   * the precision of their operands.
   */
  public RunOptions precision(Precision precision) {
    return new RunOptions(out, replaces, tile, Optional.of(precision), observers);
  }

  /** Tells an observer what happens in the run, beside those of the Lapwing. */
  public RunOptions observer(RunObserver observer) {
    List<RunObserver> more = new ArrayList<>(observers);
    more.add(observer);
    return new RunOptions(out, replaces, tile, precision, List.copyOf(more));
  }

  Optional<String> out() {
    return out;
  }

  boolean replaces() {
    return replaces;
  }

  Optional<Shape> tile() {
    return tile;
  }

  Optional<Precision> precision() {
    return precision;
  }

  List<RunObserver> observers() {
    return observers;
  }

  @Override
  public String toString() {
    return out.map(uri -> "into " + uri).orElse("defaults");
  }
}
