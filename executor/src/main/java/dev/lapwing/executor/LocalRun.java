package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run on threads of this process. The last of its worker threads to end puts everything away and
 * completes the handle, so that whoever was waiting finds nothing of the run still going on.
 */
final class LocalRun implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

  private final RunSpec spec;
  private final RunContext run;
  private final RunStart start;
  private final Attempts attempts;
  private final int kernels;
  private final boolean fresh;
  private final Reporting reporting;
  private final Heartbeat heartbeat;
  private final WorkerThreads threads;
  private final CompletableFuture<RunReport> completion = new CompletableFuture<>();
  private volatile Runnable whenOver = () -> {};
  private volatile List<ScheduledFuture<?>> ticking = List.of();

  /**
   * A run that is not begun yet.
   *
   * @param kernels how many kernels run at once
   * @param fresh whether it is the first run of a process that was started for it
   */
  LocalRun(
      RunSpec spec, RunContext run, RunStart start, Attempts attempts, int kernels, boolean fresh) {
    this.spec = spec;
    this.kernels = kernels;
    this.fresh = fresh;
    this.run = run;
    this.start = start;
    this.attempts = attempts;
    this.reporting = new Reporting(spec, run);
    this.heartbeat = new Heartbeat(run, reporting, kernels);
    var mishaps = new Mishaps(run, new NumericalFailures(spec.program().program(), run.graph()));
    this.threads = new WorkerThreads(run, mishaps, kernels, this::fail);
  }

  /**
   * Starts the threads and sends the first tasks.
   *
   * @param means the threads
   * @param onOver is called before the run completes
   */
  void launch(RunThreads means, Runnable onOver) {
    whenOver = onOver;
    tellStart();
    heartbeat.beat();
    // Before the threads: the last of them to end, which may be soon, ends this too.
    ticking =
        List.of(
            repeat(means.timer(), "renewing the leases of run ", this::renewLeases),
            repeat(means.timer(), "giving a sign of life in run ", heartbeat::beat),
            repeat(means.timer(), "telling what was done in run ", this::tellCounts));
    if (run.tiles().allInMemory()) {
      seedAndStart(means);
    } else {
      threads.start(means.workers(), this::finish);
      seed();
    }
  }

  /** Whoever comes finds a task, and need not be woken again. */
  private void seedAndStart(RunThreads means) {
    try {
      seed();
    } finally {
      threads.start(means.workers(), this::finish);
    }
  }

  @Override
  public String id() {
    return spec.id();
  }

  @Override
  public RunStatus status() {
    return run.watch().status();
  }

  @Override
  public RunReport await() throws InterruptedException {
    try {
      return completion.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RunFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public CompletableFuture<RunReport> completion() {
    return completion.copy();
  }

  @Override
  public void cancel() {
    end(RunStatus.CANCELLED, Optional.of(new RunCancelled(spec.id())));
  }

  @Override
  public RunProgress progress() {
    return reporting.progress();
  }

  @Override
  public RunReport report() {
    return reporting.report();
  }

  /** How long this process works on it. */
  Stay stay() {
    return run.stay();
  }

  /** The name of this executor. */
  String executor() {
    return run.executor();
  }

  /** This process's autoscaler has looked. */
  void scaled(ScalingSample sample) {
    run.events().tell(at -> new RunEvent.Scaled(at, sample));
  }

  /** The signs of life of this process. */
  Heartbeat heartbeat() {
    return heartbeat;
  }

  /** Waits until this process has stopped working on the run, whatever became of it. */
  void join() {
    Optional<RunReport> over =
        completion.handle((done, failed) -> Optional.ofNullable(done)).join();
    LOG.debug("Run {} is over: {}", spec.id(), over);
  }

  /** Learns what happened to the run before this process joined it. */
  void catchUp() {
    if (run.joined()) {
      attempts.perform("looking up run " + spec.id(), () -> run.watch().look());
    }
  }

  private void tellStart() {
    run.events()
        .tell(
            at ->
                new RunEvent.RunStarted(
                    at,
                    spec.id(),
                    spec.program().program().name(),
                    reporting.classes(),
                    run.joined(),
                    Tracing.sharedMillis(spec)));
    run.events()
        .tell(
            at ->
                new RunEvent.ExecutorStarted(
                    at,
                    run.executor(),
                    kernels,
                    run.kernels().description(),
                    fresh,
                    Tracing.host()));
  }

  private void tellCounts() {
    run.events().tell(at -> Tracing.counted(at, reporting.report(), spec.state()));
  }

  private void seed() {
    if (!run.watch().isRunning()) {
      return;
    }
    try {
      attempts.perform("sending the first tasks of run " + spec.id(), start::seed);
      if (run.graph().taskCount() == 0) {
        attempts.perform("finishing the results of run " + spec.id(), () -> run.outputs().finish());
        end(RunStatus.DONE, Optional.empty());
      }
    } catch (RunFailure e) {
      fail(e);
    }
  }

  private ScheduledFuture<?> repeat(
      ScheduledExecutorService timer, String activity, Attempts.Action action) {
    long period = KnownExecutor.interval(spec.limits()).toMillis() + 1;
    var recurring = new Recurring(activity + spec.id(), action);
    return timer.scheduleAtFixedRate(recurring, period, period, TimeUnit.MILLISECONDS);
  }

  private void renewLeases() {
    threads.renewLeases(run.clock().instant());
  }

  private void fail(RunFailure why) {
    end(RunStatus.FAILED, Optional.of(why));
  }

  private void end(RunStatus status, Optional<RunFailure> why) {
    try {
      attempts.perform("ending run " + spec.id(), () -> run.watch().end(status, why));
    } catch (RunFailure e) {
      run.watch().abandon(why.orElse(e));
    }
  }

  private void finish() {
    ticking.forEach(future -> future.cancel(false));
    reporting.end();
    Optional<RunFailure> failure = run.watch().failure();
    try {
      run.reader().end();
      tellCounts();
      run.events().end(status(), whyNotDone(failure));
      putAway();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RunFailure e) {
      failure = Optional.of(e);
    } catch (RuntimeException e) {
      failure = Optional.of(new TaskFailed("The end of run " + spec.id(), e.toString()));
    }
    closeQueue();
    heartbeat.leave(run.stay().reason().orElse(StopReason.RUN_ENDED).toString());
    whenOver.run();
    failure.ifPresentOrElse(
        completion::completeExceptionally, () -> completion.complete(reporting.report()));
  }

  /** After the rest is put away: of a run that is DONE no message is left to be deleted. */
  private void closeQueue() {
    try {
      run.queue().close();
    } catch (StoreException e) {
      LOG.warn(
          "Messages of run {} that this process held return when their leases end: {}",
          spec.id(),
          e.getMessage());
    }
  }

  private String whyNotDone(Optional<RunFailure> failure) {
    return failure
        .map(RunFailure::getMessage)
        .or(() -> run.stay().reason().map(StopReason::toString))
        .orElse("");
  }

  /** A run that goes on without this process keeps what it has, here and on storage. */
  private void putAway() {
    boolean over = !run.watch().isRunning();
    if (over) {
      run.cache().forget(spec.id());
    }
    if (status() == RunStatus.DONE) {
      attempts.perform("publishing the results of run " + spec.id(), () -> run.outputs().publish());
    }
    deleteScratch(status() == RunStatus.DONE || (over && run.tiles().scratchInMemory()));
  }

  /**
   * What outlives the process is kept after a failure, for a resumption, save the tiles that are
   * not needed any more.
   */
  private void deleteScratch(boolean all) {
    try {
      if (all) {
        spec.state().scratch().deleteAll();
      } else {
        run.tiles().settle();
      }
    } catch (StoreException e) {
      LOG.warn("Scratch tiles of run {} are left behind: {}", spec.id(), e.getMessage());
    }
  }
}
