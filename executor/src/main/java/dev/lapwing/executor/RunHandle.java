package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import java.util.concurrent.CompletableFuture;

/**
 * A run that was started or joined by a {@link LocalExecutor}, or handed over by a {@link
 * RunSubmitter}. Safe for use by many threads.
 *
 * <pre>{@code
 * RunHandle run = executor.start(spec);
 * RunReport report = run.await();
 * }</pre>
 */
public interface RunHandle {

  /** The run's id. */
  String id();

  /** Where the run is in its life, as far as this process knows. */
  RunStatus status();

  /**
   * Waits until the run has ended and this process has stopped working on it.
   *
   * @return what this process did
   * @throws RunFailure if the run FAILED or was CANCELLED
   */
  RunReport await() throws InterruptedException;

  /**
   * Completes when the run has ended and this process has stopped working on it: with the report,
   * or exceptionally, with a {@link RunFailure} as the cause. Cancelling the future does not cancel
   * the run.
   */
  CompletableFuture<RunReport> completion();

  /**
   * Asks the run to end as CANCELLED, on every executor. Kernels that have begun are finished,
   * their results thrown away; {@link #await} tells when all has stopped. Harmless if the run has
   * ended.
   */
  void cancel();

  /** How far the run is, and why it does not move if it does not. */
  RunProgress progress();

  /** What this process has done so far. */
  RunReport report();
}
