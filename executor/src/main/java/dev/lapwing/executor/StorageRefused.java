package dev.lapwing.executor;

/** A store, queue or table refused what was asked of it, and will again until somebody acts. */
public final class StorageRefused extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String activity;
  private final String error;

  /**
   * A refusal.
   *
   * @param activity what was tried: {@code opening s3://bucket/a.zarr}
   * @param error what the storage said, and what to do
   */
  public StorageRefused(String activity, String error) {
    super("While %s: %s".formatted(activity, error));
    this.activity = activity;
    this.error = error;
  }

  /** What was tried. */
  public String activity() {
    return activity;
  }

  /** What the storage said, and what to do. */
  public String error() {
    return error;
  }
}
