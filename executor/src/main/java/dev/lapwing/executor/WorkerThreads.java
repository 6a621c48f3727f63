package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of this process that work on one run; the last of them to end says so. */
final class WorkerThreads {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final RunContext run;
  private final List<Worker> workers = new ArrayList<>();
  private final AtomicInteger alive = new AtomicInteger();
  private final Consumer<RunFailure> onDefect;

  /**
   * Threads that are not started yet.
   *
   * @param kernels how many kernels may run at once
   * @param onDefect is told what ended a thread unexpectedly
   */
  WorkerThreads(RunContext run, Mishaps mishaps, int kernels, Consumer<RunFailure> onDefect) {
    this.run = run;
    this.onDefect = onDefect;
    // On storage twice as many tasks are under way as kernels may run: while some compute, others
    // read and write.
    long most =
        run.tiles().allInMemory() ? kernels : (long) run.limits().tasksPerThread() * kernels;
    long count = Math.max(1, Math.min(most, run.graph().taskCount()));
    for (int number = 0; number < count; number++) {
      workers.add(new Worker(run, mishaps, number, TaskProtocol.STANDARD, PATIENCE));
    }
  }

  /**
   * Sets them to work.
   *
   * @param pool has a thread for each of them
   */
  void start(Executor pool, Runnable whenAllEnded) {
    alive.set(workers.size());
    workers.forEach(worker -> pool.execute(() -> work(worker, whenAllEnded)));
  }

  /** Keeps the claims on the messages that are worked on. */
  void renewLeases(Instant now) {
    List<Lease> leases = workers.stream().flatMap(worker -> worker.lease().stream()).toList();
    LeaseRenewal.renewDue(run.queue(), leases, run.stay().atMost(run.limits().lease()), now);
  }

  private void work(Worker worker, Runnable whenAllEnded) {
    try {
      while (goesOn(worker)) {
        Duration pause = worker.step();
        if (!pause.isZero()) {
          run.watch().pause(pause);
        }
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      LOG.error("A thread of run {} ended unexpectedly", run.run(), e);
      onDefect.accept(new TaskFailed("A thread", e.toString()));
    } finally {
      worker.abandon();
      if (alive.decrementAndGet() == 0) {
        whenAllEnded.run();
      }
    }
  }

  /** A run that is DONE lets its last tasks be marked; one that failed stops where it is. */
  private boolean goesOn(Worker worker) {
    RunStatus status = run.watch().status();
    boolean mayBegin = status == RunStatus.RUNNING && !run.stay().isOver();
    boolean mayEnd = status == RunStatus.RUNNING || status == RunStatus.DONE;
    return mayBegin || (mayEnd && worker.isBusy());
  }
}
