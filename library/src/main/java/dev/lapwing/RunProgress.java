package dev.lapwing;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is, at one moment.
 *
 * @param tasks all tasks of the run
 * @param done tasks that are done
 * @param ready tasks that could run and wait for a thread
 * @param running tasks that are being computed
 * @param executors the executors elsewhere that are alive; zero if this process computes
 * @param flops floating-point operations of the tasks that are done
 * @param totalFlops floating-point operations of all tasks
 * @param elapsed since the run started
 * @param waitingBecause why nothing moves, if nothing does
 */
public record RunProgress(
    long tasks,
    long done,
    long ready,
    long running,
    int executors,
    double flops,
    double totalFlops,
    Duration elapsed,
    Optional<String> waitingBecause) {

  /** The part of the work that is done, from 0 to 1: by flops, or by tasks where none count. */
  public double fraction() {
    if (totalFlops > 0) {
      return Math.min(1, flops / totalFlops);
    }
    return tasks == 0 ? 1 : (double) done / tasks;
  }

  /** Speed so far, in 10^9 floating-point operations a second. */
  public double gigaflops() {
    return elapsed.isZero() ? 0 : flops / elapsed.toNanos();
  }

  /** The time left at the speed so far, or empty before anything is done. */
  public Optional<Duration> remaining() {
    double fraction = fraction();
    return fraction > 0
        ? Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (1 / fraction - 1))))
        : Optional.empty();
  }
}
