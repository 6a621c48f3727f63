package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who waits for messages. Guarded by the lock of {@link Receiving}. */
final class Receiver {
  private final int limit;
  private final Duration lease;
  private final List<Delivery> deliveries = new ArrayList<>();
  private Optional<StoreException> failure = Optional.empty();

  Receiver(int limit, Duration lease) {
    this.limit = limit;
    this.lease = lease;
  }

  Duration lease() {
    return lease;
  }

  /** How many messages it still hopes for. */
  int wanted() {
    return isOver() ? 0 : limit;
  }

  boolean isOver() {
    return !deliveries.isEmpty() || failure.isPresent();
  }

  /** Whether it takes one more message with such a lease. */
  boolean takes(Duration offered) {
    return failure.isEmpty() && deliveries.size() < limit && offered.equals(lease);
  }

  void take(Delivery delivery) {
    deliveries.add(delivery);
  }

  void fail(StoreException reason) {
    if (!isOver()) {
      failure = Optional.of(reason);
    }
  }

  List<Delivery> result() throws StoreException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return List.copyOf(deliveries);
  }
}
