package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.aws.RequestCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happens in a run, as this process sees it. Times are nanoseconds since this process began
 * with the run.
 */
public sealed interface RunEvent {

  /** When, in nanoseconds since this process began with the run. */
  long at();

  /**
   * The run begins, or this process joins it.
   *
   * @param run its id
   * @param program the name of its program
   * @param classes its task classes, by statement
   * @param resumed whether somebody had begun it before
   * @param sharedMillis the time of the clock that all who share the run table agree on; only
   *     differences between processes have a meaning
   */
  record RunStarted(
      long at,
      String run,
      String program,
      List<TaskClass> classes,
      boolean resumed,
      long sharedMillis)
      implements RunEvent {
    public RunStarted {
      classes = List.copyOf(classes);
    }
  }

  /**
   * This process begins to compute for the run.
   *
   * @param executor its name, which no other has
   * @param threads how many kernels it runs at once
   * @param kernels the description of its kernels
   * @param fresh whether it was started lately and this is its first run, so that everything had to
   *     be loaded
   * @param host where it is
   */
  record ExecutorStarted(
      long at, String executor, int threads, String kernels, boolean fresh, Host host)
      implements RunEvent {}

  /** A task can run: it was put in the queue. */
  record TaskReady(long at, long task, int statement) implements RunEvent {}

  /** An executor begins to read the inputs of a task. */
  record TaskStarted(long at, long task, int statement, int worker) implements RunEvent {}

  /**
   * A task is done, and its children know.
   *
   * @param worker the number of the thread that performed it
   * @param times when its steps ended
   * @param traffic what it moved
   * @param flops its floating-point operations; zero if its outputs were there already
   */
  record TaskFinished(
      long at,
      long task,
      int statement,
      int worker,
      TaskTimes times,
      TaskTraffic traffic,
      double flops)
      implements RunEvent {}

  /**
   * A task was performed here, and another had marked it as done before this process could.
   *
   * @param work as if it had been the first
   */
  record TaskDuplicated(long at, TaskFinished work) implements RunEvent {}

  /** An operation on storage failed and is tried again. */
  record TaskRetried(long at, long task, String activity, int attempt, String error)
      implements RunEvent {}

  /** This process's autoscaler looked at the run. */
  record Scaled(long at, ScalingSample sample) implements RunEvent {}

  /**
   * What this process has done for the run so far; told now and then, and at its end.
   *
   * @param stores what was read and written, by matrix
   * @param peakTileBytes the most bytes that tiles held at once
   * @param skipped tasks whose outputs were there already
   * @param duplicates tasks that another had marked as done in the meantime
   * @param retries operations on storage that were tried again
   * @param returned messages that were given back to the queue
   * @param requests requests to AWS, by service and operation: {@code S3 GetObject}
   */
  record Counted(
      long at,
      Map<String, StoreCounters> stores,
      long peakTileBytes,
      long skipped,
      long duplicates,
      long retries,
      long returned,
      Map<String, RequestCount> requests)
      implements RunEvent {
    public Counted {
      stores = Map.copyOf(stores);
      requests = Map.copyOf(requests);
    }
  }

  /**
   * Events that could not be written where the run is traced.
   *
   * @param events how many
   * @param error why
   */
  record TraceLost(long at, long events, String error) implements RunEvent {}

  /**
   * This process is done with the run.
   *
   * @param status DONE, FAILED or CANCELLED; or RUNNING, if others go on
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

  /**
   * Where an executor is.
   *
   * @param jvmNanos how long its JVM had been running when it began with the run
   * @param functionMegabytes the memory of its Lambda function, if it is one
   * @param region the AWS region, if its environment names one
   */
  record Host(long jvmNanos, Optional<Integer> functionMegabytes, Optional<String> region) {}

  /**
   * When the steps of a task ended, in nanoseconds since this process began with the run. Tiles of
   * a range are read while the kernel runs.
   *
   * @param received the task was received, or its turn came after the one before it
   * @param read the single inputs were there
   * @param computing the kernel began
   * @param computed the kernel ended; as {@code computing} if the outputs were there already
   * @param written the outputs were written
   * @param told the children knew
   */
  record TaskTimes(
      long received, long read, long computing, long computed, long written, long told) {}

  /**
   * What a task moved.
   *
   * @param bytesRead bytes of the tiles that were read from stores
   * @param tilesRead these tiles
   * @param cached tiles that were in this process's cache
   * @param bytesWritten bytes of the tiles that were written to stores
   * @param retries operations on storage that were tried again
   */
  record TaskTraffic(long bytesRead, long tilesRead, long cached, long bytesWritten, int retries) {}
}
