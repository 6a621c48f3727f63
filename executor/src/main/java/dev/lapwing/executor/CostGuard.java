package dev.lapwing.executor;

import dev.lapwing.executor.ExecutorDetails.ClassWork;
import dev.lapwing.executor.cost.Charge;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a run that has cost what it may. It adds up what all executors have told of; what they have
 * used since they last did, and will use until they have heard of the end, is set aside. Whoever
 * looks after a run has one.
 */
final class CostGuard {
  private static final Duration NEWS = Duration.ofSeconds(1);

  private final RunSpec spec;

  CostGuard(RunSpec spec) {
    this.spec = spec;
  }

  /** Looks at all executors, and ends the run if need be. */
  void look() throws StoreException {
    if (spec.cost().isPresent()) {
      check(KnownExecutors.of(spec.state().table(), spec.id(), spec.limits()));
    }
  }

  /** Ends the run if need be. */
  void check(KnownExecutors known) throws StoreException {
    Optional<CostLimitReached> reached = spec.cost().flatMap(meter -> reached(meter, known));
    if (reached.isPresent()) {
      RunStatus status =
          spec.state().table().end(spec.id(), RunStatus.FAILED, FailureText.encode(reached.get()));
      assert status != RunStatus.RUNNING;
    }
  }

  private Optional<CostLimitReached> reached(CostMeter meter, KnownExecutors known) {
    Usage used = sum(known.all().stream().map(one -> one.details().used()).toList());
    Usage ending = sum(known.live().stream().map(one -> ending(one.details())).toList());
    return meter
        .check(used, ending)
        .map(
            spending ->
                new CostLimitReached(
                    meter.limitDollars(), spending.spentDollars(), spending.reserveDollars()));
  }

  /** What an executor uses from its last sign of life until it has ended its tasks. */
  private Usage ending(ExecutorDetails executor) {
    double age = Math.max(1e-3, executor.age().toMillis() * 1e-3);
    double seconds =
        (KnownExecutor.interval(spec.limits()).toMillis() + NEWS.toMillis()) * 1e-3
            + secondsOfTask(executor);
    double gigabytes = executor.used().of(Charge.LAMBDA_GB_SECOND) / age;
    return Usage.of(Charge.LAMBDA_GB_SECOND, gigabytes * seconds);
  }

  private static double secondsOfTask(ExecutorDetails executor) {
    ClassWork all = executor.work().stream().reduce(ClassWork.NONE, ClassWork::plus);
    return all.seconds() / Math.max(1, all.computed());
  }

  private static Usage sum(List<Usage> usages) {
    return usages.stream().reduce(Usage.NONE, Usage::plus);
  }
}
