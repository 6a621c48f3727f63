package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.aws.RequestCount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that executors elsewhere work on, as a process sees it that is attached to it: through the
 * run table and the queue alone. It looks about once a second.
 */
public final class SubmittedRun implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(SubmittedRun.class);
  private static final String CLIENT = "client-";
  private static final String WHO_LEFT = "the client left";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final RunSpec spec;
  private final Attempts attempts;
  private final RunWatch watch;
  private final RunEvents events;
  private final FleetReporting reporting;
  private final Optional<Autoscaler> autoscaler;
  private final Optional<ScalingLoop> scaling;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Instant begun;
  private final CompletableFuture<RunReport> completion = new CompletableFuture<>();
  private volatile FleetView view = FleetView.UNKNOWN;
  private volatile Optional<String> silence = Optional.empty();
  private volatile Duration endedAfter = Duration.ZERO;
  private volatile boolean detached;

  SubmittedRun(
      RunSpec spec,
      TaskGraph graph,
      boolean resumed,
      Optional<Autoscaler> autoscaler,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.spec = spec;
    this.attempts = Attempts.of(spec.limits());
    this.timer = timer;
    this.clock = clock;
    this.begun = clock.instant();
    this.watch = new RunWatch(spec.id(), spec.state().table(), clock, () -> {});
    this.events = new RunEvents(spec.id(), Tracing.observers(spec, CLIENT + UUID.randomUUID()));
    this.reporting = new FleetReporting(spec, graph);
    this.autoscaler = autoscaler;
    // Before the loop below has something to tell.
    tellStart(resumed);
    this.scaling =
        autoscaler.map(
            scaler -> ScalingLoop.start(spec, spec.scaling().orElseThrow(), scaler, this::scaled));
  }

  /** Begins to look. */
  void follow() {
    look(FIRST_PAUSE);
  }

  private void tellStart(boolean resumed) {
    String program = spec.program().program().name();
    events.tell(
        at ->
            new RunEvent.RunStarted(
                at, spec.id(), program, reporting.classes(), resumed, Tracing.sharedMillis(spec)));
  }

  @Override
  public String id() {
    return spec.id();
  }

  @Override
  public RunStatus status() {
    return watch.status();
  }

  /**
   * Waits until the run has ended.
   *
   * @return what all executors did
   * @throws RunFailure if the run FAILED or was CANCELLED
   * @throws IllegalStateException if this process was {@link #detach detached} from it
   */
  @Override
  public RunReport await() throws InterruptedException {
    try {
      return completion.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RunFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public CompletableFuture<RunReport> completion() {
    return completion.copy();
  }

  @Override
  public void cancel() {
    try {
      attempts.perform("cancelling run " + spec.id(), this::endAsCancelled);
    } catch (RunFailure e) {
      watch.abandon(e);
    }
    soon(this::endIfOver, Duration.ZERO);
  }

  /**
   * Leaves the run to its executors: nobody here looks after it any more. {@link #completion} never
   * completes with a report.
   */
  public void detach() {
    detached = true;
    scaling.ifPresent(ScalingLoop::close);
    tellEnd(WHO_LEFT);
    completion.completeExceptionally(
        new IllegalStateException(
            "run %s goes on without this process: attach to it again".formatted(spec.id())));
  }

  @Override
  public RunProgress progress() {
    Optional<String> why =
        watch.isRunning()
            ? silence.or(new FleetDiagnosis(view, spec.limits(), trouble())::waitingBecause)
            : Optional.empty();
    return reporting.progress(view, watch.status(), elapsed(), why);
  }

  /** What all executors have done so far. */
  @Override
  public RunReport report() {
    return reporting.report(view, elapsed());
  }

  private void endAsCancelled() throws StoreException {
    watch.end(RunStatus.CANCELLED, Optional.of(new RunCancelled(spec.id())));
  }

  private StartTrouble trouble() {
    return autoscaler.map(Autoscaler::trouble).orElse(StartTrouble.NONE);
  }

  /** Since this process attached, or since the first executor came, if that is longer ago. */
  private Duration elapsed() {
    Duration here = endedAfter.isZero() ? Duration.between(begun, clock.instant()) : endedAfter;
    return view.told().map(ExecutorDetails::age).reduce(here, SubmittedRun::longer);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private void scaled(ScalingSample sample) {
    events.tell(at -> new RunEvent.Scaled(at, sample));
    events.tell(this::counted);
  }

  /** What this process has asked of AWS; its executors tell of the rest themselves. */
  private RunEvent.Counted counted(long at) {
    Map<String, RequestCount> requests = spec.state().requests().get();
    return new RunEvent.Counted(at, Map.of(), 0, 0, 0, 0, 0, requests);
  }

  /** Looks, and comes again: soon at first, for the sake of short runs. */
  private void look(Duration pause) {
    if (detached) {
      return;
    }
    try {
      watch.look();
      view = watch.isRunning() ? runningView() : endedView();
      if (watch.isRunning()) {
        new CostGuard(spec).check(view.executors());
      }
      silence = Optional.empty();
    } catch (StoreException e) {
      LOG.debug("Run {} is looked at again later: {}", spec.id(), e.getMessage());
      silence = Optional.of("the run's table or queue does not answer: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A defect: run {} could not be looked at; it is again later", spec.id(), e);
      silence = Optional.of("looking at the run failed: " + e);
    }
    if (!endIfOver()) {
      Duration next = watch.isRunning() ? pause.multipliedBy(3).dividedBy(2) : FIRST_PAUSE;
      Duration after = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
      soon(() -> look(after), pause);
    }
  }

  /**
   * Whoever detaches closes the timer, perhaps at this moment: then there is nothing to be done.
   */
  private void soon(Runnable action, Duration pause) {
    try {
      var unused = timer.schedule(action, pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      if (!detached) {
        throw e;
      }
    }
  }

  private FleetView runningView() throws StoreException {
    RunTable table = spec.state().table();
    return FleetView.of(table, spec.state().queue(), spec.id(), spec.limits());
  }

  private FleetView endedView() throws StoreException {
    return FleetView.ofEnded(spec.state().table(), spec.id(), spec.limits());
  }

  private synchronized boolean endIfOver() {
    if (watch.isRunning()) {
      return false;
    }
    if (endedAfter.isZero()) {
      endedAfter = Duration.between(begun, clock.instant());
    }
    if (!hasLastWords()) {
      return false;
    }
    if (!completion.isDone()) {
      scaling.ifPresent(ScalingLoop::close);
      complete();
    }
    return true;
  }

  /**
   * Whether the executors of a run that is DONE have told all that they did. They learn of its end
   * within a second; one that is dead tells nothing more.
   */
  private boolean hasLastWords() {
    Duration since = Duration.between(begun, clock.instant()).minus(endedAfter);
    return watch.status() != RunStatus.DONE
        || view.live().isEmpty()
        || since.compareTo(LAST_WORDS) > 0;
  }

  private void complete() {
    Optional<RunFailure> failure = watch.failure();
    try {
      events.end(watch.status(), failure.map(RunFailure::getMessage).orElse(""));
      if (watch.status() == RunStatus.DONE) {
        attempts.perform("publishing the results of run " + id(), spec.outputs()::publish);
        attempts.perform("discarding the scratch tiles of run " + id(), this::deleteScratch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RunFailure e) {
      failure = Optional.of(e);
    } catch (RuntimeException e) {
      failure = Optional.of(new TaskFailed("The end of run " + id(), e.toString()));
    }
    failure.ifPresentOrElse(completion::completeExceptionally, () -> completion.complete(report()));
  }

  private void tellEnd(String reason) {
    try {
      events.end(watch.status(), reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deleteScratch() throws StoreException {
    spec.state().scratch().deleteAll();
  }
}
