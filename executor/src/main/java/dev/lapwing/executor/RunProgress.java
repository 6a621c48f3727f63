package dev.lapwing.executor;

import dev.lapwing.state.RunTable.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a run is, at one moment, as seen from one process. What others do for the run is known as
 * of their last heartbeats, which come a few times a lease.
 *
 * @param status where the run is in its life
 * @param classes progress by task class, by statement
 * @param ready tasks that wait in the queue
 * @param running tasks that are worked on, here or elsewhere
 * @param executors the executors that are alive, if this process only watches; zero otherwise
 * @param elapsed since this process started or joined the run
 * @param waitingBecause why nothing moves, if nothing does, or what ready tasks wait for
 */
public record RunProgress(
    RunStatus status,
    List<ClassProgress> classes,
    long ready,
    long running,
    int executors,
    Duration elapsed,
    Optional<String> waitingBecause) {

  public RunProgress {
    classes = List.copyOf(classes);
  }

  /** All tasks of the run. */
  public long tasks() {
    return classes.stream().mapToLong(ClassProgress::tasks).sum();
  }

  /** The tasks that are done. */
  public long done() {
    return classes.stream().mapToLong(ClassProgress::done).sum();
  }

  /** The floating-point operations that were computed. */
  public double flops() {
    return classes.stream().mapToDouble(ClassProgress::flops).sum();
  }

  /** Those that were computed before this process started or joined the run. */
  public double flopsBefore() {
    return classes.stream().mapToDouble(ClassProgress::flopsBefore).sum();
  }

  /**
   * Progress of one task class.
   *
   * @param statement its statement
   * @param kernel what it calls
   * @param tasks how many tasks it has
   * @param done how many of them are done
   * @param flops the floating-point operations that were computed of it
   * @param flopsBefore those that were computed before this process started or joined the run
   * @param totalFlops those of all its tasks; zero where counting them is not affordable
   */
  public record ClassProgress(
      int statement,
      String kernel,
      long tasks,
      long done,
      double flops,
      double flopsBefore,
      double totalFlops) {}
}
