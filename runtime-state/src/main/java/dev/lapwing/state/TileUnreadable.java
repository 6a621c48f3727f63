package dev.lapwing.state;

/** A stored tile is absent where it must be, or its content is not what was written. */
public final class TileUnreadable extends PermanentStoreException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * @param key where the tile is or should be: {@code file:///data/a.zarr/c/3/1}
   * @param message what is wrong with it, and what to do
   */
  public TileUnreadable(String key, String message) {
    super(message);
    this.key = key;
  }

  public TileUnreadable(String key, String message, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /** Where the tile is or should be. */
  public String key() {
    return key;
  }
}
