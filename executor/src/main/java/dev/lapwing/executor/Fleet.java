package dev.lapwing.executor;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Where executors come from: threads, processes, functions in a cloud. An executor that was started
 * joins its run by itself, gives signs of life in the run table, and leaves by itself.
 *
 * <p>Implementations are safe for use by many threads.
 */
public interface Fleet extends AutoCloseable {

  /**
   * Starts executors for a run. Does not wait until they work.
   *
   * @param executors how many are wanted, at least one
   * @param permit is asked just before each of them is started: no once the caller was held up for
   *     so long that another may start executors in its place
   * @return how many were started, or may have been, and why not more
   */
  Start start(String run, int executors, BooleanSupplier permit);

  /** The same for a caller in whose place nobody starts any. */
  default Start start(String run, int executors) {
    return start(run, executors, () -> true);
  }

  /**
   * For how long an executor that was started may be held back before it begins, at most. After
   * that it never comes, or is on its way.
   */
  default Duration longestWait() {
    return Duration.ZERO;
  }

  /** That executors do not come, and what it probably means, in words for whoever waits. */
  default String explain(Shortfall shortfall) {
    return shortfall.words("started");
  }

  /** Lets go of what it holds. Executors that were started go on, unless they are threads. */
  @Override
  default void close() {}

  /**
   * What came of a start.
   *
   * @param started the executors that were started, or may have been
   * @param outcome whether they are all that were wanted
   * @param reason why not, in words for whoever waits; empty if they are
   */
  record Start(int started, Outcome outcome, String reason) {

    /** All that were wanted. */
    public static Start of(int started) {
      return new Start(started, Outcome.STARTED, "");
    }

    /** Fewer than wanted, because there are as many as may be; later there may be more. */
    public static Start throttled(int started, String reason) {
      return new Start(started, Outcome.THROTTLED, reason);
    }

    /** Fewer than wanted, because the permit had run out. */
    public static Start late(int started) {
      return throttled(
          started, "this process was held up, and leaves the rest to whoever starts executors now");
    }

    /** Fewer than wanted, because something is wrong. */
    public static Start failed(int started, String reason) {
      return new Start(started, Outcome.FAILED, reason);
    }

    boolean isComplete() {
      return outcome == Outcome.STARTED;
    }
  }

  /**
   * Of executors that were started, and said to be, fewer have come.
   *
   * @param started how many should have come
   * @param came how many did
   * @param within in what time they should have
   */
  record Shortfall(int started, int came, Duration within) {
    /** The same in words. */
    public String words(String verb) {
      return "%s %s, and %s came in within %,d s"
          .formatted(
              started == 1 ? "1 executor was" : "%,d executors were".formatted(started),
              verb,
              came == 0 ? "none" : "%,d".formatted(came),
              within.toSeconds());
    }
  }

  /** How a start went. */
  enum Outcome {
    STARTED,
    THROTTLED,
    FAILED
  }
}
