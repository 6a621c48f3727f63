package dev.lapwing.executor;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says what a run that others work on is waiting for. */
final class FleetDiagnosis {
  private final FleetView view;
  private final RunLimits limits;
  private final StartTrouble own;

  /**
   * A diagnosis of a run that is RUNNING.
   *
   * @param own why there are not more executors, as far as this process starts them
   */
  FleetDiagnosis(FleetView view, RunLimits limits, StartTrouble own) {
    this.view = view;
    this.limits = limits;
    this.own = own;
  }

  /**
   * Why nothing moves, or ready tasks wait for executors that do not come; empty if all is well.
   */
  Optional<String> waitingBecause() {
    if (view.live().isEmpty()) {
      return Optional.of("no executor is alive" + reason());
    }
    if (!moves()) {
      return Optional.of(Diagnosis.NOTHING_TO_DO);
    }
    return view.depth().waiting() > 0 ? late(view.live()) : Optional.empty();
  }

  private boolean moves() {
    return view.depth().waiting() + view.depth().leased() > 0;
  }

  private String reason() {
    Optional<String> problem = own.problem().or(() -> first(KnownExecutor::problem));
    if (problem.isPresent()) {
      return ": an executor could not be started: " + problem.get();
    }
    Optional<String> refusal = first(KnownExecutor::refusal);
    if (refusal.isPresent()) {
      return ": an executor refused the run: " + refusal.get();
    }
    Optional<String> late = late(view.executors().all());
    if (late.isPresent()) {
      return ": " + late.get();
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
    return first(view.executors().all(), told);
  }

  private static Optional<String> first(
      List<KnownExecutor> executors, Function<KnownExecutor, Optional<String>> told) {
    return executors.stream().flatMap(executor -> told.apply(executor).stream()).findFirst();
  }

  private Optional<String> late(List<KnownExecutor> executors) {
    return own.late().or(() -> first(executors, KnownExecutor::late));
  }

  private String lastWords() {
    return first(executor -> executor.details().left())
        .map("; one left because "::concat)
        .orElse("");
  }
}
