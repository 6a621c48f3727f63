package dev.lapwing;

import java.util.Optional;

/**
 * How one computation runs and where its result goes. Immutable: every method gives a changed copy.
 */
public final class RunOptions {
  private static final RunOptions DEFAULTS = new RunOptions(Optional.empty());

  private final Optional<String> out;

  private RunOptions(Optional<String> out) {
    this.out = out;
  }

  /** The result in memory, or in the folder of a Lapwing that has one. */
  public static RunOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Writes the result as a Zarr array. It appears there when the run is done and not before; a run
   * that fails leaves nothing.
   *
   * @param uri a path or URI that ends in {@code .zarr}
   */
  public static RunOptions into(String uri) {
    return new RunOptions(Optional.of(uri));
  }

  Optional<String> out() {
    return out;
  }

  @Override
  public String toString() {
    return out.map(uri -> "into " + uri).orElse("defaults");
  }
}
