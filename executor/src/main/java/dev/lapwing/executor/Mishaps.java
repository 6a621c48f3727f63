package dev.lapwing.executor;

import dev.lapwing.executor.TaskProtocol.Step;
import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.state.OutOfTileMemory;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what goes wrong with a task into the words of its program. */
final class Mishaps {
  private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);
  private static final long NO_WRITER = -1;

  private final RunContext run;
  private final NumericalFailures numericalFailures;

  Mishaps(RunContext run, NumericalFailures numericalFailures) {
    this.run = run;
    this.numericalFailures = numericalFailures;
  }

  RunFailure storage(Step step, long task, StoreException error) {
    return StorageFailed.of(activity(step) + " " + describe(task), error);
  }

  RunFailure memory(long task, OutOfTileMemory error) {
    return new OutOfMemoryBudget(
        describe(task), error.requestedBytes(), error.bytesInUse(), error.budgetBytes());
  }

  RunFailure numerical(long task, KernelFailure error) {
    return numericalFailures.translate(run.graph().call(task), error);
  }

  RunFailure defect(long task, Throwable error) {
    LOG.error("Unexpected failure in {}", describe(task), error);
    return new TaskFailed(describe(task), error.toString());
  }

  RunFailure missing(long task, Place place) {
    long writer = run.graph().writer(place.tile());
    return new TileMissing(
        run.graph().describeTile(place.tile()),
        place.store().location(),
        writer == NO_WRITER ? "whoever gives the input" : describe(writer),
        describe(task));
  }

  boolean isInput(Place place) {
    return run.graph().writer(place.tile()) == NO_WRITER;
  }

  RunFailure tooManyDeliveries(Delivery delivery) {
    long task = delivery.message().task();
    return run.counters()
        .lastError(task)
        .orElseGet(() -> new LeaseLost(describe(task), delivery.receiveCount() - 1));
  }

  void tell(Step step, long task, int attempt, RunFailure reason) {
    LOG.debug("Attempt {}: {}", attempt, reason.getMessage());
    run.events()
        .tell(
            at -> new RunEvent.TaskRetried(at, task, activity(step), attempt, reason.getMessage()));
  }

  /** What was received names no task: nobody can do anything with it. */
  String noTask(long number) {
    String what =
        "A message of run %s names task %d, and its program has no such task at these sizes."
            .formatted(run.run(), number);
    LOG.warn("{}", what);
    return what;
  }

  /** Of a number from a message as well, which may be anything. */
  private String describe(long task) {
    return run.graph().isTask(task) ? run.graph().describeTask(task) : "task " + task;
  }

  private static String activity(Step step) {
    return switch (step) {
      case CHECK -> "looking up";
      case READ, COMPUTE -> "reading the inputs of";
      case WRITE -> "writing the outputs of";
      case TELL -> "telling the children of";
      case SEND -> "putting in the queue the children of";
      case MARK_DONE -> "marking as done";
      case FREE -> "deleting the scratch inputs of";
      case FAIL -> "recording the failure of";
      case DELETE -> "deleting the message of";
      case GIVE_BACK -> "giving back";
      case HAND_OVER -> "handing over";
      case END -> "ending";
    };
  }
}
