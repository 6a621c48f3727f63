package dev.lapwing.testing.lambda;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens to one function. */
final class Counters {
  final AtomicLong invocations = new AtomicLong();
  final AtomicLong coldStarts = new AtomicLong();
  final AtomicLong throttles = new AtomicLong();
  final AtomicLong errors = new AtomicLong();
  final AtomicLong retries = new AtomicLong();
  final AtomicLong dropped = new AtomicLong();
  final AtomicLong pending = new AtomicLong();
  private final AtomicLong billedMillis = new AtomicLong();
  private final AtomicLong initMillis = new AtomicLong();
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  void began() {
    peak.accumulateAndGet(working.incrementAndGet(), Math::max);
  }

  void ended() {
    working.decrementAndGet();
  }

  /** An invocation has taken so long. */
  void bill(Duration duration) {
    billedMillis.addAndGet(millis(duration));
  }

  /** A cold start has taken so long. */
  void billInit(Duration duration) {
    initMillis.addAndGet(millis(duration));
    bill(duration);
  }

  /** Lambda bills every millisecond that has begun. */
  private static long millis(Duration duration) {
    return (duration.toNanos() + 999_999) / 1_000_000;
  }

  FunctionMetrics snapshot() {
    return new FunctionMetrics(
        invocations.get(),
        coldStarts.get(),
        throttles.get(),
        errors.get(),
        retries.get(),
        dropped.get(),
        pending.get(),
        billedMillis.get(),
        initMillis.get(),
        working.get(),
        peak.get());
  }
}
