package dev.lapwing.executor;

import java.util.Optional;
import java.util.function.Function;

/** Says what a run that others work on is waiting for. */
final class FleetDiagnosis {
  private final FleetView view;
  private final RunLimits limits;
  private final Optional<String> ownProblem;

  /**
   * A diagnosis of a run that is RUNNING.
   *
   * @param ownProblem why this process could not start executors, if it could not
   */
  FleetDiagnosis(FleetView view, RunLimits limits, Optional<String> ownProblem) {
    this.view = view;
    this.limits = limits;
    this.ownProblem = ownProblem;
  }

  /** Why nothing moves; empty if something may. */
  Optional<String> waitingBecause() {
    if (!view.live().isEmpty()) {
      return moves() ? Optional.empty() : Optional.of(Diagnosis.NOTHING_TO_DO);
    }
    return Optional.of("no executor is alive" + reason());
  }

  private boolean moves() {
    return view.depth().waiting() + view.depth().leased() > 0;
  }

  private String reason() {
    Optional<String> problem = ownProblem.or(() -> first(KnownExecutor::problem));
    if (problem.isPresent()) {
      return ": an executor could not be started: " + problem.get();
    }
    Optional<String> refusal = first(KnownExecutor::refusal);
    if (refusal.isPresent()) {
      return ": an executor refused the run: " + refusal.get();
    }
    if (view.depth().waiting() > 0) {
      long ready = view.depth().waiting();
      return (ready == 1 ? ", and 1 task is ready" : ", and %,d tasks are ready".formatted(ready))
          + lastWords();
    }
    return view.depth().leased() > 0
        ? "; the tasks that dead ones hold return within %,d s"
            .formatted(limits.lease().toSeconds())
        : lastWords();
  }

  /** What one of the executors told last, if one has told such a thing. */
  private Optional<String> first(Function<KnownExecutor, Optional<String>> told) {
    return view.executors().all().stream()
        .flatMap(executor -> told.apply(executor).stream())
        .findFirst();
  }

  private String lastWords() {
    return first(executor -> executor.details().left())
        .map("; one left because "::concat)
        .orElse("");
  }
}
