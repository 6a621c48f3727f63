package dev.lapwing.executor;

import dev.lapwing.executor.Attempts.Action;
import dev.lapwing.state.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that a timer does again and again, whatever becomes of it once. A timer drops what has
 * thrown, and tells nobody: a run would lose its leases, or its executors, without a word.
 *
 * @param activity what it does, for the log: {@code counting the executors of run x}
 */
record Recurring(String activity, Action action) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

  @Override
  public void run() {
    try {
      action.perform();
    } catch (StoreException e) {
      LOG.debug("Next time again: {}: {}", activity, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A defect, next time again: {}", activity, e);
    }
  }
}
