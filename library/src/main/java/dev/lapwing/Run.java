package dev.lapwing;

import java.util.concurrent.CompletableFuture;

/**
 * A computation that has been started: its progress while it lasts, and its result afterwards. Safe
 * for use by many threads.
 *
 * @param <T> what it computes
 */
public interface Run<T> {

  /** The id, a ULID: unique, and sorting by time. */
  String id();

  /** What is computed: the name of a program, such as {@code cholesky}. */
  String name();

  /** How far it is. */
  RunProgress progress();

  /** Asks it to stop. Tasks that are being computed are finished; results are thrown away. */
  void cancel();

  /** Whether it can go on without this process. */
  default boolean canDetach() {
    return false;
  }

  /**
   * Leaves the run to its executors, and does not wait for it any more: {@link #join} and {@link
   * #future} fail with {@link RunDetached}. {@link Lapwing#attach} follows it again. Until the
   * first executor has come, which {@link #progress} tells, it is this process that starts
   * executors and sees to it that one comes; whoever detaches before may leave a run that nobody
   * works on.
   *
   * @throws IllegalStateException if this process computes it
   */
  void detach();

  /**
   * Waits for the end.
   *
   * @return the result
   * @throws RuntimeException the failure of the run, as it is
   */
  T join();

  /**
   * What it did.
   *
   * @throws IllegalStateException if it has not ended yet
   */
  RunReport report();

  /** The result as a future. Cancelling the future cancels the run. */
  CompletableFuture<T> future();
}
