package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Renews the leases of the workers of one run together, because a request to the queue renews many
 * as easily as one. A worker that wants to end its lease waits until the renewal is over, so that a
 * message which was given back is not taken again.
 */
final class LeaseRenewal {
  private LeaseRenewal() {}

  /**
   * Renews those leases of which a third has gone by.
   *
   * @param length how long they last from now on
   */
  static void renewDue(TaskQueue queue, List<Lease> leases, Duration length, Instant now) {
    if (length.isNegative() || length.isZero()) {
      return;
    }
    List<Lease> due = new ArrayList<>();
    try {
      for (Lease lease : leases) {
        if (lease.holdIfDue(now)) {
          due.add(lease);
        }
      }
      renew(queue, due, length, now);
    } finally {
      due.forEach(Lease::letGo);
    }
  }

  private static void renew(TaskQueue queue, List<Lease> due, Duration length, Instant now) {
    if (due.isEmpty()) {
      return;
    }
    try {
      Set<Delivery> lost = queue.renew(due.stream().map(Lease::delivery).toList(), length);
      due.forEach(lease -> lease.renewed(!lost.contains(lease.delivery()), now));
    } catch (StoreException e) {
      // They may or may not have been renewed: the next tick tries again, until they are over.
      due.forEach(lease -> lease.notRenewed(now));
    }
  }
}
