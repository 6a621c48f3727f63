package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor's time with one run, beside its work: it sees to it that there are enough executors,
 * and leaves if there are too many.
 */
final class WorkStay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkStay.class);

  private final RunSpec spec;
  private final LocalRun run;
  private final Optional<ScalingLoop> scaling;
  private final Optional<ScheduledFuture<?>> watch;

  private WorkStay(
      RunSpec spec,
      LocalRun run,
      Optional<ScalingLoop> scaling,
      Optional<ScheduledFuture<?>> watch) {
    this.spec = spec;
    this.run = run;
    this.scaling = scaling;
    this.watch = watch;
  }

  /** Begins to look after a run; without a fleet, after its cost alone. */
  static WorkStay begin(
      RunSpec spec,
      LocalRun run,
      Optional<Fleet> fleet,
      InstantSource clock,
      ScheduledExecutorService timer) {
    Optional<Scaling> wanted = spec.scaling().filter(scaling -> scaling.most() > 0);
    long period = KnownExecutor.interval(spec.limits()).toMillis() + 1;
    var cost = new Recurring("looking at the cost of run " + spec.id(), new CostGuard(spec)::look);
    if (fleet.isEmpty() || wanted.isEmpty()) {
      Optional<ScheduledFuture<?>> costs = spec.cost().map(meter -> every(period, timer, cost));
      return new WorkStay(spec, run, Optional.empty(), costs);
    }
    var autoscaler = new Autoscaler(spec, wanted.get(), fleet.get(), () -> leaver(run), clock);
    run.heartbeat().tellTrouble(autoscaler::trouble);
    var due = new DueEvery(KnownExecutor.interval(spec.limits()), clock);
    ScalingLoop loop =
        ScalingLoop.start(
            spec,
            wanted.get(),
            autoscaler,
            sample -> {
              scaled(run, sample);
              if (due.isDue()) {
                cost.run();
              }
            });
    var count =
        new Recurring(
            "counting the executors of run " + spec.id(),
            () -> lookAround(spec, run, wanted.get()));
    ScheduledFuture<?> watch = every(period, timer, count);
    return new WorkStay(spec, run, Optional.of(loop), Optional.of(watch));
  }

  private static ScheduledFuture<?> every(
      long millis, ScheduledExecutorService timer, Recurring action) {
    return timer.scheduleAtFixedRate(action, millis, millis, TimeUnit.MILLISECONDS);
  }

  LocalRun run() {
    return run;
  }

  @Override
  public void close() {
    watch.ifPresent(future -> future.cancel(false));
    scaling.ifPresent(ScalingLoop::close);
    LOG.debug("Run {} is left: {}", spec.id(), run.stay().reason());
  }

  /** Whoever scales stays for as long as there is work, also if it is others who have it. */
  private static void scaled(LocalRun run, ScalingSample sample) {
    run.scaled(sample);
    if (sample.waiting() + sample.leased() > 0) {
      run.stay().worked();
    }
  }

  private static Optional<String> leaver(LocalRun run) {
    return run.stay().isOver() ? Optional.of(run.executor()) : Optional.empty();
  }

  /** One that is among the fewest that there must be stays though it has nothing to do. */
  private static void lookAround(RunSpec spec, LocalRun run, Scaling scaling)
      throws StoreException {
    Duration probation = Surplus.probation(spec.limits());
    boolean isNew = run.stay().age().compareTo(probation) <= 0;
    if (!isNew && scaling.least() == 0) {
      return;
    }
    var live = KnownExecutor.live(spec.state().table(), spec.id(), spec.limits());
    if (isNew && Surplus.includes(run.executor(), live, scaling.most(), probation)) {
      run.stay().end(StopReason.NOT_NEEDED);
    }
    if (live.size() <= scaling.least()) {
      run.stay().worked();
    }
  }
}
