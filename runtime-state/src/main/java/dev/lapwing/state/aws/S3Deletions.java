package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The objects of a bucket that nobody needs any more and that still exist. They are deleted
 * together, up to a thousand in a request, at the latest some seconds after the first was noted;
 * nobody waits for the answer. A process that dies before leaves them.
 *
 * <p>A deletion that fails is made again with the next; whoever notes the next object is told. Safe
 * for use by many threads.
 */
public final class S3Deletions implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Source source;
  private final ScheduledThreadPoolExecutor timer = IdleThreads.scheduled(1, "lapwing-s3-deletes");
  private final AtomicReference<Optional<StoreException>> failure =
      new AtomicReference<>(Optional.empty());
  private final LateCalls<String> keys;

  /** No objects. */
  S3Deletions(Source source) {
    this(source, S3BatchDelete.MOST, PATIENCE);
  }

  /**
   * The same.
   *
   * @param most how many objects are deleted in one request
   * @param patience how long one may wait for others
   */
  S3Deletions(Source source, int most, Duration patience) {
    this.source = source;
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.keys =
        new LateCalls<>(most, patience, timer, this::delete, e -> failure.set(Optional.of(e)));
  }

  /** Deletes all objects that were noted; when this returns, no deletion is under way. */
  public void flush() throws StoreException {
    keys.flush();
  }

  /**
   * Leaves objects to somebody who deletes them all: when this returns, no deletion is under way.
   *
   * @param start what their keys start with
   */
  public void leave(String start) {
    keys.forget(key -> key.startsWith(start));
  }

  /** Deletes what was noted, and ends the thread. */
  @Override
  public void close() throws StoreException {
    timer.shutdown();
    flush();
  }

  /**
   * Deletes an object soon; at once, if this is closed.
   *
   * @throws StoreException if objects could not be deleted that were noted before; this one is
   *     noted all the same, and noting it again does no harm
   */
  void add(String key) throws StoreException {
    if (timer.isShutdown()) {
      delete(List.of(key));
      return;
    }
    if (keys.add(key)) {
      keys.hurry();
    }
    Optional<StoreException> before = failure.getAndSet(Optional.empty());
    if (before.isPresent()) {
      throw before.get();
    }
  }

  private void delete(List<String> batch) throws StoreException {
    new S3BatchDelete(source.calls()).delete(batch);
  }

  /** Where calls come from, which are made when they are needed. */
  @FunctionalInterface
  interface Source {
    S3Calls calls() throws StoreException;
  }
}
