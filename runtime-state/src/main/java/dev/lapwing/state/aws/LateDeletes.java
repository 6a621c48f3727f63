package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that are to be deleted and still exist. They are deleted ten at a time, and at the
 * latest a moment after the first was noted; a process that dies before leaves messages of tasks
 * that are done, which whoever receives them again deletes.
 */
final class LateDeletes {
  private static final Logger LOG = LoggerFactory.getLogger(LateDeletes.class);
  private static final int ENTRIES = 10;

  private final SqsRequests requests;
  private final ScheduledExecutorService timer;
  private final Duration patience;
  private final List<Set<String>> noted = new ArrayList<>();
  private Optional<ScheduledFuture<?>> planned = Optional.empty();

  /**
   * No messages.
   *
   * @param patience how long a message may wait for others
   */
  LateDeletes(SqsRequests requests, ScheduledExecutorService timer, Duration patience) {
    this.requests = requests;
    this.timer = timer;
    this.patience = patience;
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      noted.add(new LinkedHashSet<>());
    }
  }

  /** Deletes a message soon. */
  void add(Receipt receipt) throws StoreException {
    boolean full;
    synchronized (this) {
      Set<String> handles = noted.get(receipt.priority());
      handles.add(receipt.handle());
      full = handles.size() >= ENTRIES;
      plan();
    }
    if (full) {
      flush(receipt.priority());
    }
  }

  /** Whether a message is to be deleted. */
  synchronized boolean contains(Receipt receipt) {
    return noted.get(receipt.priority()).contains(receipt.handle());
  }

  /** Deletes all that was noted. */
  void flush() throws StoreException {
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      boolean more = true;
      while (more) {
        more = flush(priority);
      }
    }
  }

  /**
   * Deletes up to ten messages; what could not be deleted is noted again. Whether there are more.
   */
  private boolean flush(int priority) throws StoreException {
    List<String> batch = take(priority);
    if (batch.isEmpty()) {
      return false;
    }
    boolean deleted = false;
    try {
      requests.delete(priority, batch);
      deleted = true;
    } finally {
      if (!deleted) {
        restore(priority, batch);
      }
    }
    return batch.size() == ENTRIES;
  }

  private synchronized List<String> take(int priority) {
    Set<String> handles = noted.get(priority);
    List<String> batch = handles.stream().limit(ENTRIES).toList();
    batch.forEach(handles::remove);
    return batch;
  }

  private synchronized void restore(int priority, List<String> batch) {
    noted.get(priority).addAll(batch);
  }

  private synchronized void plan() {
    if (planned.isEmpty()) {
      planned =
          Optional.of(
              timer.schedule(this::flushOnTime, patience.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private void flushOnTime() {
    synchronized (this) {
      planned = Optional.empty();
    }
    try {
      flush();
    } catch (StoreException e) {
      // They stay noted: the next flush tries again, and closing the queue throws.
      LOG.warn("Messages of finished tasks were not deleted yet: {}", e.getMessage());
    }
  }
}
