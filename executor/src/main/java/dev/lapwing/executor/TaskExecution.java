package dev.lapwing.executor;

import dev.lapwing.executor.TaskProtocol.Step;
import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.state.OutOfTileMemory;
import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.TaskMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One message on its way through an executor: the task protocol, one step a call, so that a thread
 * can run it and a simulation can interleave and interrupt it. {@link TaskProtocol} explains it.
 */
final class TaskExecution {
  private final RunContext run;
  private final Mishaps mishaps;
  private final Lease lease;
  private final int worker;
  private final TaskProtocol protocol;

  private Step step = Step.CHECK;
  private long task;
  private int chained;
  private int attempts;
  private boolean claimed;
  private boolean refused;
  private Optional<TaskWork> work = Optional.empty();
  private Optional<RunFailure> suspected = Optional.empty();
  private boolean hopeless;
  private Optional<RunFailure> failure = Optional.empty();
  private Optional<String> rejection = Optional.empty();

  TaskExecution(RunContext run, Mishaps mishaps, Lease lease, int worker, TaskProtocol protocol) {
    this.run = run;
    this.mishaps = mishaps;
    this.lease = lease;
    this.worker = worker;
    this.protocol = protocol;
    this.task = lease.delivery().message().task();
  }

  boolean isOver() {
    return step == Step.END;
  }

  /** The step that comes next. */
  Step next() {
    return step;
  }

  /** The task that is worked on now. */
  long task() {
    return task;
  }

  /**
   * Performs one step.
   *
   * @return how long to wait before the next
   */
  Duration perform() {
    Step performed = step;
    try {
      performOnce();
      // READ alone is no progress: a range may still fail in COMPUTE, for ever.
      attempts = performed == Step.READ ? attempts : 0;
      run.inHand().goesOn(worker);
      return Duration.ZERO;
    } catch (StoreException e) {
      return storageFailed(e);
    } catch (OutOfTileMemory e) {
      return outOfMemory(mishaps.memory(task, e));
    } catch (TileUnavailable e) {
      return unavailable(e);
    } catch (KernelFailure e) {
      return fail(mishaps.numerical(task, e));
    } catch (RuntimeException | LinkageError | OutOfMemoryError | AssertionError e) {
      return fail(mishaps.defect(task, e));
    }
  }

  /** Gives back what an execution that will never go on holds in memory. */
  void abandon() {
    work.ifPresent(TaskWork::close);
    work = Optional.empty();
    if (claimed) {
      run.inHand().release(task);
      claimed = false;
    }
    run.inHand().goesOn(worker);
  }

  private void performOnce() throws StoreException, KernelFailure {
    if (wasStopped()) {
      drop();
      return;
    }
    switch (step) {
      case CHECK -> check();
      case READ -> read();
      case COMPUTE -> compute();
      case WRITE -> advanceUnless(work().writeNext());
      case TELL -> advanceUnless(work().tellNext());
      case SEND -> send();
      case MARK_DONE -> markDone();
      case FREE -> free();
      case FAIL -> failRun();
      case DELETE -> delete();
      case GIVE_BACK -> giveBack();
      case HAND_OVER -> handOver();
      case END -> throw new IllegalStateException("this execution is over");
    }
  }

  private void check() throws StoreException {
    run.watch().lookIfDue();
    if (!run.graph().isTask(task)) {
      reject();
      return;
    }
    claimed = claimed || run.inHand().claim(task);
    if (wasStopped()) {
      drop();
    } else if (!run.watch().isRunning()) {
      go(Step.DELETE);
    } else if (run.stay().isOver()) {
      handBack();
    } else if (claimed) {
      beginOrFollow(run.table().item(run.run(), task));
    } else {
      refused();
    }
  }

  /** What names no task of the run is refused, and nothing is computed. */
  private void reject() throws StoreException {
    abandon();
    lease.reject(mishaps.noTask(task));
    go(Step.END);
  }

  private boolean wasStopped() {
    RunStatus status = run.watch().status();
    return status == RunStatus.FAILED || status == RunStatus.CANCELLED;
  }

  /**
   * Leaves all as it is. The lease runs out, and the message stays: somebody may resume the run.
   */
  private void drop() {
    abandon();
    go(Step.END);
  }

  /** Another thread works on the task. A refusal is no attempt, and must not be counted as one. */
  private void refused() {
    refused = true;
    go(lease.delivery().receiveCount() > 1 ? Step.HAND_OVER : Step.GIVE_BACK);
  }

  private void beginOrFollow(TaskItem item) throws StoreException {
    if (item.done() && item.next().isPresent()) {
      turnTo(item.next().getAsLong());
    } else if (item.done()) {
      go(Step.DELETE);
    } else if (lease.delivery().receiveCount() > run.limits().deliveries()) {
      wornOut();
    } else {
      begin();
    }
  }

  /** What the tasks before it in the chain went through is not this task's fault. */
  private void wornOut() {
    if (task == lease.delivery().message().task()) {
      failForGood(mishaps.tooManyDeliveries(lease.delivery()));
    } else {
      go(Step.HAND_OVER);
    }
  }

  private void begin() throws StoreException {
    work = Optional.of(new TaskWork(run, task, worker));
    boolean mayHaveBegun = lease.delivery().receiveCount() > 1 || run.joined();
    if ((mayHaveBegun || suspected.isPresent()) && work().isWritten()) {
      run.counters().skipped.increment();
      go(Step.TELL);
    } else if (suspected.isPresent()) {
      missing(suspected.get());
    } else {
      advance();
    }
  }

  private void read() {
    work().read();
    advance();
  }

  private void compute() throws KernelFailure, StoreException {
    work().compute();
    advance();
  }

  private void send() throws StoreException {
    work().send(mayKeepChild());
    advance();
  }

  private boolean mayKeepChild() {
    return chained + 1 < run.limits().chain() && !lease.isLost() && !run.stay().isOver();
  }

  private void markDone() throws StoreException {
    if (work().markDone()) {
      advance();
    } else {
      turnTo(task);
    }
  }

  private void free() throws StoreException {
    work().free();
    advance();
  }

  private void failRun() throws StoreException {
    run.watch().end(RunStatus.FAILED, failure);
    if (wasStopped()) {
      putAside();
    } else if (!run.watch().isRunning()) {
      go(Step.DELETE);
    }
  }

  /** A message that has failed the run must not fail it again as soon as it is resumed. */
  private void putAside() throws StoreException {
    if (rejection.isPresent()) {
      lease.reject(rejection.get());
    }
    drop();
  }

  private void delete() throws StoreException {
    abandon();
    lease.delete();
    run.counters().forget(lease.delivery().message().task());
    go(Step.END);
  }

  private void giveBack() throws StoreException {
    abandon();
    run.counters().returned.increment();
    run.counters().lastError(lease.delivery().message().task()).ifPresent(run.inHand()::gaveBack);
    boolean atOnce = run.stay().isOver() && suspected.isEmpty();
    lease.giveBack(atOnce ? Duration.ZERO : pauseBeforeReturn());
    go(Step.END);
  }

  /** Whoever has the task will be done with it; asking every few milliseconds is dear. */
  private Duration pauseBeforeReturn() {
    return refused
        ? run.limits().lease().dividedBy(4)
        : run.backoff().after(lease.delivery().receiveCount() + 1);
  }

  private void handOver() throws StoreException {
    run.queue().send(List.of(new TaskMessage(task, run.urgencies().of(task))));
    go(Step.DELETE);
  }

  /** This executor leaves, and the task waits to be begun: another may have it at once. */
  private void handBack() {
    abandon();
    go(Step.GIVE_BACK);
  }

  /** The input may be gone because the task was done, or is being done, by somebody else. */
  private Duration unavailable(TileUnavailable e) {
    if (e.error().isPresent()) {
      return storageFailed(e.error().get());
    }
    suspected = Optional.of(mishaps.missing(task, e.place()));
    hopeless = !undo() || mishaps.isInput(e.place());
    go(Step.CHECK);
    return Duration.ZERO;
  }

  private Duration storageFailed(StoreException e) {
    RunFailure reason = mishaps.storage(step, task, e);
    boolean permanent = e instanceof PermanentStoreException && step != Step.FAIL;
    return permanent ? fail(reason) : retryLater(reason);
  }

  private void missing(RunFailure reason) {
    run.counters().error(lease.delivery().message().task(), reason);
    if (hopeless) {
      fail(reason);
    } else {
      giveUp(reason);
    }
  }

  private Duration outOfMemory(RunFailure reason) {
    boolean othersMayFree = run.cache().shrink() || run.counters().running.get() > 1;
    boolean lastAttempt = attempts + 1 >= run.limits().attempts();
    return othersMayFree || !lastAttempt ? retryLater(reason) : fail(reason);
  }

  private Duration retryLater(RunFailure reason) {
    attempts++;
    run.counters().retries.increment();
    work.ifPresent(TaskWork::retried);
    run.counters().error(lease.delivery().message().task(), reason);
    run.inHand().failed(worker, reason);
    mishaps.tell(step, task, attempts, reason);
    if (!run.watch().isRunning()) {
      drop();
      return Duration.ZERO;
    }
    if (attempts >= run.limits().attempts()) {
      giveUp(reason);
      return Duration.ZERO;
    }
    if (step == Step.READ || step == Step.COMPUTE) {
      return readAgain(reason);
    }
    return run.backoff().after(attempts);
  }

  private Duration readAgain(RunFailure reason) {
    if (!undo()) {
      return fail(reason);
    }
    go(Step.READ);
    return run.backoff().after(attempts);
  }

  /** Leaves a step that does not succeed to whoever gets the message next. */
  private void giveUp(RunFailure reason) {
    attempts = 0;
    run.inHand().goesOn(worker);
    switch (step) {
      case FREE -> advance(); // The tile goes when the run ends.
      case DELETE, GIVE_BACK -> go(Step.END); // The lease runs out.
      case FAIL -> {
        run.watch().abandon(failure.orElse(reason));
        go(Step.END);
      }
      default -> {
        if (undo()) {
          go(Step.GIVE_BACK);
        } else {
          fail(reason);
        }
      }
    }
  }

  /** Nobody shall receive the message again. */
  private void failForGood(RunFailure reason) {
    rejection = Optional.of(reason.getMessage());
    fail(reason);
  }

  private Duration fail(RunFailure reason) {
    abandon();
    failure = Optional.of(reason);
    go(Step.FAIL);
    return Duration.ZERO;
  }

  private boolean undo() {
    try {
      return work.isEmpty() || work().undo();
    } catch (StoreException e) {
      return false;
    }
  }

  private TaskWork work() {
    return work.orElseThrow();
  }

  private void turnTo(long next) {
    abandon();
    task = next;
    suspected = Optional.empty();
    go(Step.CHECK);
  }

  private void advanceUnless(boolean more) {
    if (!more) {
      advance();
    }
  }

  private void advance() {
    Optional<Step> next = protocol.after(step);
    if (next.isPresent()) {
      go(next.get());
    } else if (work().kept().isPresent()) {
      chained++;
      turnTo(work().kept().getAsLong());
    } else {
      go(Step.DELETE);
    }
  }

  private void go(Step next) {
    step = next;
  }
}
