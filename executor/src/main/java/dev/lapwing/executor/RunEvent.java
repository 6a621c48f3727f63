package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import java.util.List;

/** What happens in a run, as this process sees it. Times are nanoseconds since the run started. */
public sealed interface RunEvent {

  /** When, in nanoseconds since the run started here. */
  long at();

  /**
   * The run begins, or this process joins it.
   *
   * @param run its id
   * @param program the name of its program
   * @param classes its task classes, by statement
   * @param resumed whether somebody had begun it before
   */
  record RunStarted(long at, String run, String program, List<TaskClass> classes, boolean resumed)
      implements RunEvent {
    public RunStarted {
      classes = List.copyOf(classes);
    }
  }

  /** A task can run: it was put in the queue. */
  record TaskReady(long at, long task, int statement) implements RunEvent {}

  /** An executor begins to read the inputs of a task. */
  record TaskStarted(long at, long task, int statement, int worker) implements RunEvent {}

  /**
   * A task is done, and its children know.
   *
   * @param worker the number of the thread that performed it
   * @param startedAt when it began to read
   * @param computeNanos how long its kernel ran; zero if its outputs were there already
   * @param flops its floating-point operations; zero if its outputs were there already
   * @param bytes the bytes of the tiles that it wrote
   */
  record TaskFinished(
      long at,
      long task,
      int statement,
      int worker,
      long startedAt,
      long computeNanos,
      double flops,
      long bytes)
      implements RunEvent {}

  /** An operation on storage failed and is tried again. */
  record TaskRetried(long at, long task, String activity, int attempt, String error)
      implements RunEvent {}

  /** This process's autoscaler looked at the run. */
  record Scaled(long at, ScalingSample sample) implements RunEvent {}

  /**
   * The run ended.
   *
   * @param status DONE, FAILED or CANCELLED
   * @param reason why, if it is not DONE; empty otherwise
   * @param dropped how many events this observer missed because it was too slow
   */
  record RunEnded(long at, RunStatus status, String reason, long dropped) implements RunEvent {}

  /**
   * The tasks of one statement.
   *
   * @param statement its number
   * @param kernel what it calls: {@code trsm(R,L,T,N)}
   * @param tasks how many there are
   */
  record TaskClass(int statement, String kernel, long tasks) {}
}
