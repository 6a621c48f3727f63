package dev.lapwing.executor;

import dev.lapwing.state.StoreCounters;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one process did for a run.
 *
 * @param run the run's id
 * @param program the name of its program
 * @param elapsed from its start, or from when this process joined, to its end or to now
 * @param classes work by task class, by statement
 * @param stores what was read and written, by matrix
 * @param peakTileBytes the most bytes that tiles held at once, of all matrices in the pool
 * @param skipped tasks whose outputs were there already, so that their kernel was not run
 * @param duplicates tasks that another executor had marked as done in the meantime
 * @param retries operations on storage that failed and were tried again
 * @param returned messages that were given back to the queue
 */
public record RunReport(
    String run,
    String program,
    Duration elapsed,
    List<ClassReport> classes,
    Map<String, StoreCounters> stores,
    long peakTileBytes,
    long skipped,
    long duplicates,
    long retries,
    long returned) {

  public RunReport {
    classes = List.copyOf(classes);
    stores = Map.copyOf(stores);
  }

  /** The tasks whose kernel ran. */
  public long tasks() {
    return classes.stream().mapToLong(ClassReport::computed).sum();
  }

  /** Their floating-point operations. */
  public double flops() {
    return classes.stream().mapToDouble(ClassReport::flops).sum();
  }

  /** The time in seconds. */
  public double seconds() {
    return elapsed.toNanos() * 1e-9;
  }

  /** Speed, in 10^9 floating-point operations a second. */
  public double gigaflops() {
    return elapsed.isZero() ? 0 : flops() / elapsed.toNanos();
  }

  /** Bytes and operations on all stores together. */
  public StoreCounters io() {
    return stores.values().stream().reduce(StoreCounters.ZERO, StoreCounters::plus);
  }

  /**
   * The work on one task class.
   *
   * @param statement its statement
   * @param kernel what it calls
   * @param computed tasks whose kernel ran
   * @param flops their floating-point operations
   * @param computeSeconds the time in kernels, summed over threads
   */
  public record ClassReport(
      int statement, String kernel, long computed, double flops, double computeSeconds) {}
}
