package dev.lapwing.cli.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a program would do at given sizes.
 *
 * @param program its name
 * @param classes the cost of every statement that has tasks, by statement
 * @param criticalPath the longest chain of tasks that must follow each other; empty where the graph
 *     is too large to find it
 * @param residentBytes about the most bytes that all its tiles hold at once when everything is kept
 *     in memory: inputs, outputs, and scratch tiles until their last reader is done
 */
public record Plan(
    String program,
    List<ClassCost> classes,
    Optional<CriticalPath> criticalPath,
    long residentBytes) {

  public Plan {
    classes = List.copyOf(classes);
  }

  /** All tasks. */
  public long tasks() {
    return classes.stream().mapToLong(ClassCost::tasks).sum();
  }

  /** All floating-point operations. */
  public double flops() {
    return classes.stream().mapToDouble(ClassCost::flops).sum();
  }

  /** All bytes of tiles read. */
  public long bytesRead() {
    return classes.stream().mapToLong(ClassCost::bytesRead).sum();
  }

  /** All bytes of tiles written. */
  public long bytesWritten() {
    return classes.stream().mapToLong(ClassCost::bytesWritten).sum();
  }

  /** The class whose tasks need the most memory; empty if there are no tasks. */
  public Optional<ClassCost> largest() {
    return classes.stream().max(Comparator.comparingLong(ClassCost::taskBytes));
  }

  /**
   * A chain of tasks, each of which reads what the one before it writes.
   *
   * @param tasks its length
   * @param flops its floating-point operations
   */
  public record CriticalPath(long tasks, double flops) {}
}
