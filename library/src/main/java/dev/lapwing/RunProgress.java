package dev.lapwing;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is, at one moment.
 *
 * @param tasks all tasks of the run
 * @param done tasks that are done
 * @param ready tasks that could run and wait for a thread
 * @param running tasks that are being computed, by this process or another
 * @param executors the executors elsewhere that are alive; zero if this process computes
 * @param flops floating-point operations of the tasks that are done
 * @param flopsBefore those that were computed before this process joined the run
 * @param totalFlops floating-point operations of all tasks
 * @param elapsed since this process started or joined the run
 * @param waitingBecause why nothing moves, if nothing does, or what ready tasks wait for
 */
public record RunProgress(
    long tasks,
    long done,
    long ready,
    long running,
    int executors,
    double flops,
    double flopsBefore,
    double totalFlops,
    Duration elapsed,
    Optional<String> waitingBecause) {

  /** The same, with another reason for waiting. */
  public RunProgress waiting(Optional<String> because) {
    return new RunProgress(
        tasks, done, ready, running, executors, flops, flopsBefore, totalFlops, elapsed, because);
  }

  /** The part of the work that is done, from 0 to 1: by flops, or by tasks where none count. */
  public double fraction() {
    if (totalFlops > 0) {
      return Math.min(1, flops / totalFlops);
    }
    return tasks == 0 ? 1 : (double) done / tasks;
  }

  /** Speed since then, in 10^9 floating-point operations a second, of all processes together. */
  public double gigaflops() {
    return elapsed.isZero() ? 0 : (flops - flopsBefore) / elapsed.toNanos();
  }

  /** The time left at the speed so far, or empty before anything was done at it. */
  public Optional<Duration> remaining() {
    double fraction = fraction();
    double gained = totalFlops > 0 ? (flops - flopsBefore) / totalFlops : fraction;
    return gained > 0
        ? Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (1 - fraction) / gained)))
        : Optional.empty();
  }
}
