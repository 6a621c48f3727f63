package dev.lapwing.executor;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Repeats an operation on storage, outside of tasks, until it succeeds or patience ends. */
final class Attempts {
  private final Backoff backoff;
  private final int limit;

  Attempts(Backoff backoff, int limit) {
    this.backoff = backoff;
    this.limit = limit;
  }

  /** As often as a run's limits say. */
  static Attempts of(RunLimits limits) {
    return new Attempts(Backoff.of(limits), limits.attempts());
  }

  /**
   * Performs an operation that may be repeated.
   *
   * @param activity what it does, for the message: {@code creating the run}
   * @throws StorageFailed if it fails every time
   * @throws StorageRefused if repeating it would not help
   */
  <T> T of(String activity, Operation<T> operation) {
    for (int attempt = 1; ; attempt++) {
      try {
        return operation.perform();
      } catch (StoreException e) {
        if (attempt >= limit || e instanceof PermanentStoreException) {
          throw StorageFailed.of(activity, e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(backoff.after(attempt).toMillis()));
      }
    }
  }

  /** Performs an operation without a result. */
  void perform(String activity, Action action) {
    boolean done =
        of(
            activity,
            () -> {
              action.perform();
              return true;
            });
    assert done;
  }

  /** An operation on storage without a result. */
  @FunctionalInterface
  interface Action {
    void perform() throws StoreException;
  }

  /** An operation on storage. */
  @FunctionalInterface
  interface Operation<T> {
    T perform() throws StoreException;
  }
}
