package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asynchronous events of a function. An event that was throttled is tried again until it is too
 * old; one whose function failed, at most a few times.
 */
final class EventQueue {
  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

  private final LocalFunction function;
  private final int retries;
  private final Site site;
  private final Counters counters;

  EventQueue(LocalFunction function, int retries, Site site, Counters counters) {
    this.function = function;
    this.retries = retries;
    this.site = site;
    this.counters = counters;
  }

  /** An event on its way: how often it failed, and how often it was throttled since. */
  private record Event(Invocation invocation, long acceptedAt, int errors, int throttles) {
    Event failed() {
      return new Event(invocation, acceptedAt, errors + 1, 0);
    }

    Event throttled() {
      return new Event(invocation, acceptedAt, errors, throttles + 1);
    }

    Duration age() {
      return Duration.ofNanos(System.nanoTime() - acceptedAt);
    }
  }

  /** Takes an event; its caller hears no more of it. */
  void accept(Invocation invocation) {
    counters.pending.incrementAndGet();
    var event = new Event(invocation, System.nanoTime(), 0, 0);
    site.threads().execute(() -> attempt(event));
  }

  private void attempt(Event event) {
    try {
      learn(event, function.invoke(event.invocation()).join());
    } catch (IOException e) {
      LOG.warn("An event of {} is given up", function.settings().name(), e);
      drop();
    }
  }

  private void learn(Event event, Outcome outcome) {
    if (outcome instanceof Outcome.Returned) {
      counters.pending.decrementAndGet();
    } else if (outcome instanceof Outcome.Throttled) {
      Event next = event.throttled();
      retry(next, site.pace().afterThrottles(next.throttles()));
    } else if (event.errors() < retries) {
      counters.retries.incrementAndGet();
      Event next = event.failed();
      retry(next, site.pace().afterErrors(next.errors()));
    } else {
      drop();
    }
  }

  private void retry(Event event, Duration pause) {
    if (event.age().plus(pause).compareTo(site.pace().eventAge()) > 0) {
      drop();
      return;
    }
    CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, site.threads())
        .execute(() -> attempt(event));
  }

  private void drop() {
    counters.pending.decrementAndGet();
    counters.dropped.incrementAndGet();
  }
}
