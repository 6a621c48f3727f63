package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks the promises that every program must keep, by looking at every task in sequential order:
 *
 * <ul>
 *   <li>every tile has at most one writer, and inputs have none;
 *   <li>every tile read is an input or was written by an earlier task, so that there are no cycles;
 *   <li>every tile of an output is written (of a triangular one, its triangle);
 *   <li>no index leaves its matrix, and every index expression has a value;
 *   <li>the shapes of the tiles agree in every kernel call.
 * </ul>
 *
 * A scratch tile that nobody reads is a warning.
 */
public final class Verifier {
  /** How many tasks are looked at before a run: about a second. */
  public static final long USUAL_BUDGET = 4_000_000;

  private Verifier() {}

  /**
   * Checks a program at the sizes of a task graph, if it has at most {@link #USUAL_BUDGET} tasks.
   */
  public static Verification verify(TaskGraph graph) {
    return verify(graph, USUAL_BUDGET);
  }

  /**
   * Checks a program at the sizes of a task graph.
   *
   * @param graph made by a {@link CompiledProgram}
   * @param budget the largest number of tasks to look at
   */
  public static Verification verify(TaskGraph graph, long budget) {
    long tasks = graph.taskCount();
    return tasks > budget
        ? new Verification.NotAffordable(tasks, budget)
        : ((QueryTaskGraph) graph).verification();
  }

  /**
   * Checks a program at all sizes that it is meant for with at most {@code tiles} tiles along each
   * dimension, the last tile of each being smaller, and with small values of every parameter; the
   * smallest sizes first, up to the first that break a promise.
   */
  public static Verification verifySmallSizes(CompiledProgram compiled, int tiles) {
    Program program = compiled.program();
    List<Sizes> all = new ArrayList<>(SmallSizes.upTo(program, tiles));
    all.sort(Comparator.comparingLong(Verifier::totalTiles));
    long tasks = 0;
    List<Violation> warnings = List.of();
    for (Sizes sizes : all) {
      Verification result = verify(compiled.at(sizes), Long.MAX_VALUE);
      if (!(result instanceof Verification.Verified verified)) {
        return result;
      }
      tasks += verified.tasks();
      warnings = warnings.isEmpty() ? verified.warnings() : warnings;
    }
    return new Verification.Verified(tasks, warnings);
  }

  private static long totalTiles(Sizes sizes) {
    return sizes.partitions().values().stream().mapToLong(p -> p.tiles()).sum();
  }
}
