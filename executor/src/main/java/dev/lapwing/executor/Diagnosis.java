package dev.lapwing.executor;

import dev.lapwing.executor.WorkInHand.Claim;
import dev.lapwing.state.TaskQueue.Depth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says what a run that does not move is waiting for. */
final class Diagnosis {
  /** What it means that a run is RUNNING and its queue is empty. */
  static final String NOTHING_TO_DO =
      "no task is ready or leased: messages were lost, or the process that began the run died while it sent the first tasks. Resume the run";

  /** A run in which a task was begun or ended so short a time ago moves. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final RunContext run;
  private final OtherExecutors.Seen others;

  Diagnosis(RunContext run, OtherExecutors.Seen others) {
    this.run = run;
    this.others = others;
  }

  /**
   * Why nothing moves; empty if something does, or if the run has ended.
   *
   * @param depth what the queue holds; empty if it does not answer
   */
  Optional<String> waitingBecause(Optional<Depth> depth) {
    if (!run.watch().isRunning()) {
      return Optional.empty();
    }
    Optional<RunFailure> trouble = run.inHand().trouble();
    if (trouble.isPresent()) {
      return trouble.map(Diagnosis::triedAgain);
    }
    List<Claim> claims = run.inHand().claims();
    Optional<RunFailure> before = failedBefore(claims);
    if (before.isPresent()) {
      return before.map(Diagnosis::triedAgain);
    }
    if (run.inHand().still().compareTo(MOMENT) < 0) {
      return Optional.empty();
    }
    if (!claims.isEmpty()) {
      return Optional.of(working(claims, depth));
    }
    return depth.map(this::idle).orElse(Optional.of("the queue does not answer"));
  }

  /** Why a task that is worked on, and that has been given back, was. */
  private Optional<RunFailure> failedBefore(List<Claim> claims) {
    return claims.stream()
        .flatMap(claim -> run.counters().lastError(claim.task()).stream())
        .findFirst();
  }

  private static String triedAgain(RunFailure trouble) {
    if (trouble instanceof StorageFailed storage) {
      return "%s failed and is tried again: %s".formatted(storage.activity(), storage.error());
    }
    if (trouble instanceof OutOfMemoryBudget memory) {
      return "%s waits for memory: it needs a tile of %,d bytes, and %,d of the budget of %,d bytes are in use"
          .formatted(
              memory.task(), memory.requestedBytes(), memory.bytesInUse(), memory.budgetBytes());
    }
    return trouble.getMessage();
  }

  private String working(List<Claim> claims, Optional<Depth> depth) {
    Claim first = claims.get(0);
    String task = run.graph().describeTask(first.task());
    String more =
        claims.size() == 1
            ? ""
            : ", and %s in work too".formatted(tasks(claims.size() - 1L, "is", "are"));
    boolean noneReady = depth.map(Depth::waiting).equals(Optional.of(0L));
    return "%s has been in work for %,d s%s%s"
        .formatted(task, first.age().toSeconds(), more, noneReady ? "; no task is ready" : "");
  }

  private Optional<String> idle(Depth depth) {
    Optional<RunFailure> givenBack = run.inHand().recentlyGivenBack();
    if (givenBack.isPresent()) {
      return givenBack.map(Diagnosis::triedAgain);
    }
    if (depth.waiting() > 0) {
      return Optional.empty();
    }
    return Optional.of(depth.leased() == 0 ? NOTHING_TO_DO : leased(depth.leased()));
  }

  private String leased(long leased) {
    long silent = leased - others.running();
    if (silent <= 0) {
      return "%s in the hands of %s"
          .formatted(
              tasks(leased, "is", "are"),
              others.alive() == 1
                  ? "another executor"
                  : "%,d other executors".formatted(others.alive()));
    }
    return "%s leased by an executor that is silent; a lease that is not renewed ends within %,d s"
        .formatted(tasks(silent, "is", "are"), run.limits().lease().toSeconds());
  }

  private static String tasks(long count, String one, String many) {
    return count == 1 ? "1 task " + one : "%,d tasks %s".formatted(count, many);
  }
}
