package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Depth;
import java.util.Optional;

/** Says what a run that does not move is waiting for. */
final class Diagnosis {
  private final RunContext run;

  Diagnosis(RunContext run) {
    this.run = run;
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
    Optional<RunFailure> error = run.counters().anyError();
    if (error.isPresent()) {
      return Optional.of("an operation is tried again: " + error.get().getMessage());
    }
    if (run.counters().running.get() > 0) {
      return Optional.empty();
    }
    return depth.map(this::idle).orElse(Optional.of("the queue does not answer"));
  }

  private Optional<String> idle(Depth depth) {
    if (depth.waiting() > 0) {
      return Optional.empty();
    }
    if (depth.leased() > 0) {
      return Optional.of(
          "%,d tasks are leased by %s; a lease that is not renewed ends within %,d s"
              .formatted(depth.leased(), holders(), run.limits().lease().toSeconds()));
    }
    return Optional.of(
        "no task is ready or leased: messages were lost, or the process that began the run died while it sent the first tasks. Resume the run");
  }

  private String holders() {
    try {
      long others =
          KnownExecutor.live(run.table(), run.run(), run.limits()).stream()
              .filter(executor -> !executor.id().equals(run.executor()))
              .count();
      return others == 0
          ? "executors that have not been heard of"
          : "executors of which %,d are alive".formatted(others);
    } catch (StoreException e) {
      return "other executors";
    }
  }
}
