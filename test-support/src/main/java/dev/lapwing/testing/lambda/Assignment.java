package dev.lapwing.testing.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** An invocation on its way through an environment, which guards it. */
final class Assignment {
  private final Invocation invocation;
  private final CompletableFuture<Outcome> result = new CompletableFuture<>();
  private Optional<Outcome> reported = Optional.empty();
  private OptionalLong deliveredAt = OptionalLong.empty();

  Assignment(Invocation invocation) {
    this.invocation = invocation;
  }

  Invocation invocation() {
    return invocation;
  }

  /** Completes when the environment is ready for the next one, or dead. */
  CompletableFuture<Outcome> result() {
    return result;
  }

  /** The runtime takes it. */
  void deliver() {
    deliveredAt = OptionalLong.of(System.nanoTime());
  }

  boolean isDelivered() {
    return deliveredAt.isPresent();
  }

  /** Notes what became of it; the first word counts. */
  void report(Outcome outcome) {
    reported = reported.or(() -> Optional.of(outcome));
  }

  /** How long the runtime has had it. */
  Duration duration() {
    return deliveredAt.isPresent()
        ? Duration.ofNanos(System.nanoTime() - deliveredAt.getAsLong())
        : Duration.ZERO;
  }

  /** Tells the caller, and counts. */
  void end(Outcome otherwise, Counters counters) {
    Outcome outcome = reported.orElse(otherwise);
    counters.bill(duration());
    if (outcome instanceof Outcome.Failed) {
      counters.errors.incrementAndGet();
    }
    result.complete(outcome);
  }
}
