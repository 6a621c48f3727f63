package dev.lapwing.executor;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An executor's loop in steps: receive a message, perform its task and those chained to it, receive
 * the next. A thread calls {@link #step} again and again; a simulation does so in an order of its
 * own.
 */
final class Worker {
  private final RunContext run;
  private final Mishaps mishaps;
  private final int number;
  private final TaskProtocol protocol;
  private final Duration patience;

  private volatile Optional<Lease> lease = Optional.empty();
  private volatile Optional<TaskExecution> execution = Optional.empty();
  private int failures;

  /**
   * A worker that does nothing until it is stepped.
   *
   * @param number tells workers of one process apart
   * @param patience how long one step may wait for a message
   */
  Worker(RunContext run, Mishaps mishaps, int number, TaskProtocol protocol, Duration patience) {
    this.run = run;
    this.mishaps = mishaps;
    this.number = number;
    this.protocol = protocol;
    this.patience = patience;
  }

  /**
   * Performs one step.
   *
   * @return how long to pause before the next
   */
  Duration step() throws InterruptedException {
    if (execution.isEmpty()) {
      return receive();
    }
    TaskExecution current = execution.get();
    Duration pause = current.perform();
    if (current.isOver()) {
      execution = Optional.empty();
      lease = Optional.empty();
      run.counters().running.decrementAndGet();
    }
    return pause;
  }

  /** Whether it holds a message. */
  boolean isBusy() {
    return execution.isPresent();
  }

  /** What it works on, for diagnoses. */
  Optional<TaskExecution> execution() {
    return execution;
  }

  /** The claim on the message that is worked on. */
  Optional<Lease> lease() {
    return lease;
  }

  /** Keeps the claim on the message that is worked on. */
  void renewLease(Instant now) {
    lease.ifPresent(held -> held.renewIfDue(now));
  }

  /** Stops in the middle of everything, as a process that dies would; memory is given back. */
  void abandon() {
    execution.ifPresent(TaskExecution::abandon);
  }

  private Duration receive() throws InterruptedException {
    try {
      Duration length = run.stay().atMost(run.limits().lease());
      List<Delivery> deliveries = run.queue().receive(1, length, patience);
      failures = 0;
      run.inHand().goesOn(number);
      if (deliveries.isEmpty()) {
        run.watch().lookIfDue();
        endStayIfIdle();
      } else {
        accept(deliveries.get(0));
      }
      return Duration.ZERO;
    } catch (StoreException e) {
      failures++;
      RunFailure reason = StorageFailed.of("receiving a task", e);
      run.inHand().failed(number, reason);
      lookWhetherRunEnded(reason, e instanceof PermanentStoreException);
      return run.backoff().after(failures);
    }
  }

  /** The queue of a run goes with it. If the run has not ended, nobody will receive its tasks. */
  private void lookWhetherRunEnded(RunFailure reason, boolean forGood) {
    try {
      if (forGood) {
        run.watch().look();
      } else {
        run.watch().lookIfDue();
      }
      if (forGood && run.watch().isRunning()) {
        run.watch().end(RunStatus.FAILED, Optional.of(reason));
      }
    } catch (StoreException e) {
      run.inHand().failed(number, StorageFailed.of("looking up the run", e));
    }
  }

  private void endStayIfIdle() {
    if (run.counters().running.get() == 0) {
      run.stay().endIfIdle();
    }
  }

  private void accept(Delivery delivery) {
    run.stay().worked();
    Duration length = run.limits().lease();
    var claim = new Lease(run.queue(), delivery, length, run.clock().instant(), run.stay());
    lease = Optional.of(claim);
    execution = Optional.of(new TaskExecution(run, mishaps, claim, number, protocol));
    run.counters().running.incrementAndGet();
  }
}
