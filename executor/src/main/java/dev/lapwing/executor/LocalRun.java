package dev.lapwing.executor;

import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run on threads of this process. The last of its worker threads to end puts everything away and
 * completes the handle, so that whoever was waiting finds nothing of the run still going on.
 */
final class LocalRun implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
  private static final Duration PATIENCE = Duration.ofMillis(250);
  private static final int TICKS_PER_LEASE = 8;

  private final RunSpec spec;
  private final RunContext run;
  private final RunStart start;
  private final Attempts attempts;
  private final Reporting reporting;
  private final String executorId;
  private final List<Worker> workers = new ArrayList<>();
  private volatile Runnable whenOver = () -> {};
  private final AtomicInteger alive = new AtomicInteger();
  private final CompletableFuture<RunReport> completion = new CompletableFuture<>();
  private volatile Optional<ScheduledFuture<?>> ticking = Optional.empty();

  LocalRun(RunSpec spec, RunContext run, RunStart start, Attempts attempts) {
    this.spec = spec;
    this.run = run;
    this.start = start;
    this.attempts = attempts;
    this.reporting = new Reporting(spec, run);
    this.executorId = ProcessHandle.current().pid() + "-" + Integer.toHexString(hashCode());
  }

  /**
   * Starts the threads and sends the first tasks.
   *
   * @param threads how many kernels may run at once
   * @param timer renews leases
   * @param onOver is called before the run completes
   */
  void launch(int threads, ScheduledExecutorService timer, Runnable onOver) {
    whenOver = onOver;
    run.events()
        .tell(
            at ->
                new RunEvent.RunStarted(
                    at,
                    spec.id(),
                    spec.program().program().name(),
                    reporting.classes(),
                    run.joined()));
    long period = spec.limits().lease().toMillis() / TICKS_PER_LEASE + 1;
    startWorkers(threads);
    ticking =
        Optional.of(timer.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS));
    seed();
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

  /** Waits until this process has stopped working on the run, whatever became of it. */
  void join() {
    Optional<RunReport> over =
        completion.handle((done, failed) -> Optional.ofNullable(done)).join();
    LOG.debug("Run {} is over: {}", spec.id(), over);
  }

  /** Learns what happened to the run before this process joined it. */
  void catchUp() {
    if (run.joined()) {
      attempts.of(
          "looking up run " + spec.id(),
          () -> {
            run.watch().look();
            reporting.countDoneBefore();
            return true;
          });
    }
  }

  private void startWorkers(int threads) {
    // On storage twice as many tasks are under way as kernels may run: while some compute, others
    // read and write.
    int count = run.tiles().allInMemory() ? threads : RunLimits.TASKS_PER_THREAD * threads;
    var mishaps = new Mishaps(run, new NumericalFailures(spec.program().program(), run.graph()));
    for (int number = 0; number < count; number++) {
      workers.add(new Worker(run, mishaps, number, TaskProtocol.STANDARD, PATIENCE));
    }
    alive.set(count);
    for (int number = 0; number < count; number++) {
      Worker worker = workers.get(number);
      var thread = new Thread(() -> work(worker), "lapwing-" + spec.id() + "-" + number);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void seed() {
    if (!run.watch().isRunning()) {
      return;
    }
    try {
      attempts.of(
          "sending the first tasks of run " + spec.id(),
          () -> {
            start.seed();
            return true;
          });
      if (run.graph().taskCount() == 0) {
        end(RunStatus.DONE, Optional.empty());
      }
    } catch (RunFailure e) {
      end(RunStatus.FAILED, Optional.of(e));
    }
  }

  private void work(Worker worker) {
    try {
      while (goesOn(worker)) {
        Duration pause = worker.step();
        if (!pause.isZero()) {
          run.watch().pause(pause);
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      LOG.error("A thread of run {} ended unexpectedly", spec.id(), e);
      end(RunStatus.FAILED, Optional.of(new TaskFailed("A thread", e.toString())));
    } finally {
      worker.abandon();
      if (alive.decrementAndGet() == 0) {
        finish();
      }
    }
  }

  /** A run that is DONE lets its last tasks be marked; one that failed stops where it is. */
  private boolean goesOn(Worker worker) {
    RunStatus status = run.watch().status();
    return status == RunStatus.RUNNING || (status == RunStatus.DONE && worker.isBusy());
  }

  private void tick() {
    Instant now = run.clock().instant();
    workers.forEach(worker -> worker.renewLease(now));
    try {
      run.table()
          .heartbeat(
              spec.id(),
              new ExecutorItem(executorId, run.counters().done(), run.counters().flops()));
    } catch (StoreException e) {
      LOG.debug("A heartbeat of run {} was lost: {}", spec.id(), e.getMessage());
    }
  }

  private void end(RunStatus status, Optional<RunFailure> why) {
    try {
      attempts.of(
          "ending run " + spec.id(),
          () -> {
            run.watch().end(status, why);
            return true;
          });
    } catch (StorageFailed e) {
      run.watch().abandon(why.orElse(e));
    }
  }

  private void finish() {
    ticking.ifPresent(future -> future.cancel(false));
    reporting.end();
    try {
      run.reader().end();
      run.events().end(run.watch().status(), reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    run.cache().clear();
    deleteScratch();
    whenOver.run();
    run.watch()
        .failure()
        .ifPresentOrElse(
            completion::completeExceptionally, () -> completion.complete(reporting.report()));
  }

  private String reason() {
    return run.watch().failure().map(RunFailure::getMessage).orElse("");
  }

  /** What outlives the process is kept after a failure, for a resumption. */
  private void deleteScratch() {
    if (status() == RunStatus.DONE || run.tiles().scratchInMemory()) {
      try {
        spec.state().scratch().deleteAll();
      } catch (StoreException e) {
        LOG.warn("Scratch tiles of run {} are left behind: {}", spec.id(), e.getMessage());
      }
    }
  }
}
