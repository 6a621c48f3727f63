package dev.lapwing.state.aws;

import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Messages that have come and belong to nobody yet. Guarded by the lock of {@link Receiving}. */
final class Unclaimed {
  private final List<Arrival> arrivals = new ArrayList<>();

  boolean isEmpty() {
    return arrivals.isEmpty();
  }

  void add(List<Delivery> deliveries, Duration lease) {
    long end = System.nanoTime() + lease.toNanos();
    deliveries.forEach(delivery -> arrivals.add(new Arrival(delivery, end)));
  }

  /** Hands over what there is to those who wait, in the order in which they came. */
  void serve(List<Receiver> receivers) {
    long now = System.nanoTime();
    for (Receiver receiver : receivers) {
      Iterator<Arrival> left = arrivals.iterator();
      while (left.hasNext()) {
        Arrival arrival = left.next();
        if (receiver.takes(Duration.ofNanos(arrival.end - now))) {
          receiver.take(arrival.delivery);
          left.remove();
        }
      }
    }
  }

  List<Delivery> removeAll() {
    List<Delivery> removed = arrivals.stream().map(Arrival::delivery).toList();
    arrivals.clear();
    return removed;
  }

  /** A message, and when its lease ends. */
  private record Arrival(Delivery delivery, long end) {}
}
