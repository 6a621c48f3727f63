package dev.lapwing.executor;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;

/** A store, queue or table failed for longer than the run was willing to try. */
public final class StorageFailed extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String activity;
  private final String error;

  /**
   * A failure that retries did not mend.
   *
   * @param activity what was tried: {@code reading the inputs of gemm(i=0, j=3, k=2)}
   * @param error the last error
   */
  public StorageFailed(String activity, String error) {
    super(
        "Storage failed while %s, after every retry: %s. When the storage answers again, resume the run."
            .formatted(activity, error.replaceFirst("[.]$", "")));
    this.activity = activity;
    this.error = error;
  }

  /**
   * What a failure of storage means to a run: that it has lasted for too long, or that it would
   * last for ever.
   */
  public static RunFailure of(String activity, StoreException error) {
    RunFailure failure =
        error instanceof PermanentStoreException
            ? new StorageRefused(activity, error.getMessage())
            : new StorageFailed(activity, error.getMessage());
    failure.initCause(error);
    return failure;
  }

  /** What was tried. */
  public String activity() {
    return activity;
  }

  /** The last error. */
  public String error() {
    return error;
  }
}
