package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who waits for messages. Guarded by the lock of {@link Receiving}. */
final class Receiver {
  private static final Duration LONGER = Duration.ofSeconds(1);
  private static final Duration SHORTER = Duration.ofSeconds(-3);

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

  /** Whether it takes one more message, whose lease has so much left: about what was asked for. */
  boolean takes(Duration left) {
    Duration excess = left.minus(lease);
    return failure.isEmpty()
        && deliveries.size() < limit
        && excess.compareTo(LONGER) <= 0
        && excess.compareTo(SHORTER) >= 0;
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
    return taken();
  }

  /** The messages that it took, whatever came of the request after them. */
  List<Delivery> taken() {
    return List.copyOf(deliveries);
  }
}
