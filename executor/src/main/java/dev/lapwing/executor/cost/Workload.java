package dev.lapwing.executor.cost;

import dev.lapwing.compiler.Plan;

/**
 * What a run does, as far as its cost depends on it.
 *
 * @param tasks how many
 * @param flops floating-point operations of all
 * @param tilesRead operands of all, a range counting as many as it has tiles
 * @param bytesRead their bytes
 * @param tilesWritten outputs of all
 * @param bytesWritten their bytes
 * @param criticalTasks tasks of the longest chain
 * @param criticalFlops its floating-point operations
 */
public record Workload(
    long tasks,
    double flops,
    long tilesRead,
    long bytesRead,
    long tilesWritten,
    long bytesWritten,
    long criticalTasks,
    double criticalFlops) {

  /** What a plan says. */
  public static Workload of(Plan plan) {
    return new Workload(
        plan.tasks(),
        plan.flops(),
        plan.tilesRead(),
        plan.bytesRead(),
        plan.tilesWritten(),
        plan.bytesWritten(),
        Math.max(plan.criticalPath().tasks(), plan.depth()),
        plan.criticalPath().flops());
  }
}
