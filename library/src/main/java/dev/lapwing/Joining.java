package dev.lapwing;

import dev.lapwing.executor.RunCancelled;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** How one waits for runs, and for the ends of futures. */
final class Joining {
  private Joining() {}

  /** Waits for the result. A thread that is interrupted cancels the run and waits no longer. */
  static <T> T join(Run<T> run) {
    try {
      return run.future().get();
    } catch (ExecutionException e) {
      throw Failures.unwrap(e);
    } catch (CancellationException e) {
      throw cancelled(run, e);
    } catch (InterruptedException e) {
      run.cancel();
      Thread.currentThread().interrupt();
      throw cancelled(run, e);
    }
  }

  /** Does something when a future is complete, however that came. */
  static void atEnd(CompletableFuture<?> future, Runnable action) {
    CompletableFuture<?> unused = future.whenComplete((result, failure) -> action.run());
  }

  /** Does something when a future is cancelled. */
  static void ifCancelled(CompletableFuture<?> future, Runnable action) {
    atEnd(
        future,
        () -> {
          if (future.isCancelled()) {
            action.run();
          }
        });
  }

  private static RunCancelled cancelled(Run<?> run, Exception cause) {
    var cancelled = new RunCancelled(run.id());
    cancelled.initCause(cause);
    return cancelled;
  }
}
