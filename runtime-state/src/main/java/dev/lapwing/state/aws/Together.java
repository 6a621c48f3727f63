package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Does the parts of an operation at the same time: each waits for the network and not for the
 * others.
 *
 * @param threads do all parts but the first, which the caller does
 */
record Together(Executor threads) {

  /** The results in the order of the parts; the first failure, when all have ended. */
  <T> List<T> all(List<Part<T>> parts) throws StoreException {
    List<CompletableFuture<T>> others = new ArrayList<>();
    for (Part<T> part : parts.subList(Math.min(1, parts.size()), parts.size())) {
      others.add(CompletableFuture.supplyAsync(() -> wrapped(part), threads));
    }
    List<T> results = new ArrayList<>();
    CompletableFuture<Void> end =
        CompletableFuture.allOf(others.toArray(CompletableFuture<?>[]::new));
    try {
      if (!parts.isEmpty()) {
        results.add(parts.get(0).perform());
      }
    } finally {
      // Nothing goes on after the caller has seen a failure.
      end.handle((done, failed) -> true).join();
    }
    try {
      others.forEach(other -> results.add(other.join()));
    } catch (CompletionException e) {
      if (e.getCause() instanceof Failed failed) {
        throw failed.reason;
      }
      throw e;
    }
    return results;
  }

  private static <T> T wrapped(Part<T> part) {
    try {
      return part.perform();
    } catch (StoreException e) {
      throw new Failed(e);
    }
  }

  /** A part of an operation. */
  @FunctionalInterface
  interface Part<T> {
    /** Does it. */
    T perform() throws StoreException;
  }

  /** Carries a failure to the caller's thread. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreException reason;

    Failed(StoreException reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
