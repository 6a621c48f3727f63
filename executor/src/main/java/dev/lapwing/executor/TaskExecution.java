package dev.lapwing.executor;

import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.state.OutOfTileMemory;
import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One message on its way through an executor: the task protocol, one step a call, so that a thread
 * can run it and a simulation can interleave and interrupt it.
 */
final class TaskExecution {
  /*
   * The task protocol.
   *
   * A message names a task and is held under a lease. Leases end, messages come twice, answers get
   * lost and executors die between any two steps; so each step may be repeated, and what a step
   * leaves behind must be enough for somebody else to go on. The steps of a task are
   *
   *   CHECK      stop if the run has ended; follow the chain if the task is done (see below)
   *   READ       read the inputs, take memory for the outputs
   *   COMPUTE    run the kernel: a pure function, so a repetition gives the same bits
   *   WRITE      write the outputs, one after the other
   *   TELL       add this task's edge to the set of each child and look at the set that comes back;
   *              a child whose set is full is ready, whether or not this very write filled it
   *   SEND       put the ready children in the queue, save one that may be kept
   *   MARK_DONE  mark the task as done, and record the child that was kept
   *   FREE       delete the scratch tiles that this task was the last to read
   *
   * and then the kept child goes through the same steps under the same message, or the message is
   * deleted.
   *
   * Why nothing is lost. The edge sets make two invariants. (1) An edge is in a set only if the
   * outputs of its task were written: so a full set means that the inputs are there. (2) A task whose
   * set is full and which is not done has a message that leads to it. Take the write that filled the
   * set, and the task Q that it was made for. As long as Q is not marked as done, its message
   * returns, TELL is repeated and finds the set full again. The first to mark Q as done had finished
   * TELL and SEND, after the set was full or before; if before, another parent's write filled it, and
   * the argument applies to that parent. So the child was sent, or is the kept child.
   *
   * The kept child has no message of its own: it is covered by the message of the task before it.
   * That message must live until the chain ends although its own task is done, and whoever receives
   * it again must find the child. So MARK_DONE records the kept child with the first marking, and
   * CHECK, when it meets a task that is done, goes on to the child recorded there, from child to
   * child, to the first that is not done. Only a done task without such a child lets the message be
   * deleted. When MARK_DONE finds the task already marked, somebody else has worked on it, and what
   * counts is the child recorded by him; so it returns to CHECK and drops its own choice, which the
   * argument above covers.
   *
   * Duplicates. A process works on a task once at a time: a message whose task is claimed by another
   * of its threads goes back to the queue, and finds the task done when it comes again. Between
   * processes nothing is claimed; both compute, and write the same bytes.
   *
   * Repetitions. A task that comes again (or comes after a restart) need not be computed again if its
   * outputs are there. They may also have been there and be gone, consumed by a child; the edge in
   * the child's set tells. That check costs requests, so it is made only when a delivery is not the
   * first, when the run was joined, or when an input is missing. Tiles that are missing and cannot be
   * explained are an error, never zeros.
   *
   * In place. In memory, an input that nobody else reads is taken from its store and overwritten. If
   * an executor fails for good between taking the input and writing the outputs, the input is lost
   * and the run fails; where tiles outlive the process nothing is taken, so nothing is lost.
   *
   * Completion. Tasks without children tell a tree of items, see CompletionTree; a full root ends the
   * run. The tree is told in TELL, so that everything above holds for it too.
   */

  /** What an execution does next. */
  enum Step {
    CHECK,
    READ,
    COMPUTE,
    WRITE,
    TELL,
    SEND,
    MARK_DONE,
    FREE,
    FAIL,
    DELETE,
    GIVE_BACK,
    END
  }

  /** The steps of a task that goes well, in their order. */
  static final List<Step> PROTOCOL =
      List.of(
          Step.CHECK,
          Step.READ,
          Step.COMPUTE,
          Step.WRITE,
          Step.TELL,
          Step.SEND,
          Step.MARK_DONE,
          Step.FREE);

  private final RunContext run;
  private final Mishaps mishaps;
  private final Lease lease;
  private final int worker;
  private final List<Step> order;

  private Step step = Step.CHECK;
  private long task;
  private int chained;
  private int attempts;
  private boolean claimed;
  private Optional<TaskWork> work = Optional.empty();
  private Optional<RunFailure> suspected = Optional.empty();
  private boolean hopeless;
  private Optional<RunFailure> failure = Optional.empty();

  TaskExecution(RunContext run, Mishaps mishaps, Lease lease, int worker, List<Step> order) {
    this.run = run;
    this.mishaps = mishaps;
    this.lease = lease;
    this.worker = worker;
    this.order = order;
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
      claimed = !run.claims().remove(task);
    }
  }

  private void performOnce() throws StoreException, KernelFailure {
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
      case END -> throw new IllegalStateException("this execution is over");
    }
  }

  private void check() throws StoreException {
    run.watch().lookIfDue();
    claimed = claimed || run.claims().add(task);
    if (!run.watch().isRunning()) {
      go(Step.DELETE);
    } else if (claimed) {
      beginOrFollow(run.table().item(run.run(), task));
    } else {
      go(Step.GIVE_BACK);
    }
  }

  private void beginOrFollow(TaskItem item) throws StoreException {
    if (item.done() && item.next().isPresent()) {
      turnTo(item.next().getAsLong());
    } else if (item.done()) {
      go(Step.DELETE);
    } else if (lease.delivery().receiveCount() > run.limits().deliveries()) {
      fail(mishaps.tooManyDeliveries(lease.delivery()));
    } else {
      begin();
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

  private void compute() throws KernelFailure {
    work().compute();
    advance();
  }

  private void send() throws StoreException {
    work().send(chained + 1 < run.limits().chain() && !lease.isLost());
    advance();
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
    go(Step.DELETE);
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
    lease.giveBack(run.backoff().after(lease.delivery().receiveCount() + 1));
    go(Step.END);
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
    run.counters().error(lease.delivery().message().task(), reason);
    mishaps.tell(step, task, attempts, reason);
    if (!run.watch().isRunning()) {
      abandon();
      go(Step.END);
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
    int place = order.indexOf(step) + 1;
    if (place < order.size()) {
      step = order.get(place);
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
