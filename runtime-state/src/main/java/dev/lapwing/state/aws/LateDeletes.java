package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
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

  private final List<LateCalls<String>> classes = new ArrayList<>();

  /**
   * No messages.
   *
   * @param patience how long a message may wait for others
   */
  LateDeletes(SqsRequests requests, ScheduledExecutorService timer, Duration patience) {
    for (int priority = 0; priority < Priorities.COUNT; priority++) {
      int of = priority;
      classes.add(
          new LateCalls<>(
              ENTRIES,
              patience,
              timer,
              handles -> requests.delete(of, handles),
              // They stay noted: the next flush tries again, and closing the queue throws.
              e ->
                  LOG.warn("Messages of finished tasks were not deleted yet: {}", e.getMessage())));
    }
  }

  /** No message waits longer than that from now on: its lease must not end before. */
  void within(Duration limit) {
    classes.forEach(one -> one.within(limit));
  }

  /** Deletes a message soon. */
  void add(Receipt receipt) throws StoreException {
    LateCalls<String> handles = classes.get(receipt.priority());
    if (handles.add(receipt.handle())) {
      handles.flushOnce();
    }
  }

  /** Whether a message is to be deleted. */
  boolean contains(Receipt receipt) {
    return classes.get(receipt.priority()).contains(receipt.handle());
  }

  /** Deletes all that was noted. */
  void flush() throws StoreException {
    for (LateCalls<String> one : classes) {
      one.flush();
    }
  }
}
