package dev.lapwing;

import dev.lapwing.executor.OutOfMemoryBudget;
import dev.lapwing.executor.RunCancelled;
import dev.lapwing.executor.RunFailure;
import dev.lapwing.executor.StorageFailed;
import dev.lapwing.state.OutOfTileMemory;
import dev.lapwing.state.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures of the layers below in the form that users of the library see. */
final class Failures {
  private Failures() {}

  /** A failure of storage outside a run. */
  static RunFailure storage(String activity, StoreException failure) {
    return StorageFailed.of(activity, failure);
  }

  /**
   * What a run that works tile by tile throws for what happened in it.
   *
   * @param activity what was done: {@code import of a.npy}
   */
  static RuntimeException of(Throwable failure, String run, String activity) {
    if (failure instanceof StoreException e) {
      return storage(activity, e);
    }
    if (failure instanceof IOException e) {
      return new UncheckedIOException(activity + ": " + e.getMessage(), e);
    }
    if (failure instanceof CancellationException) {
      return new RunCancelled(run);
    }
    if (failure instanceof OutOfTileMemory e) {
      return new OutOfMemoryBudget(activity, e.requestedBytes(), e.bytesInUse(), e.budgetBytes());
    }
    return unchecked(failure);
  }

  /** The failure itself, out of the wrappers that futures put around it. */
  static RuntimeException unwrap(Throwable failure) {
    Throwable inner = failure;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return unchecked(inner);
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      return e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(failure);
  }
}
