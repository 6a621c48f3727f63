package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do, before it starts: work, traffic and memory of every class of tasks at given
 * sizes. Tiles are float64. Traffic counts every operand of every task; caches make it less.
 *
 * @param program the name of the program
 * @param sizes the sizes
 * @param classes the classes of tasks, in textual order
 * @param criticalPath the longest path through the task graph, unless there are too many tasks to
 *     look for it
 * @param estimatedCriticalFlops an estimate of the cost of the longest path, in floating-point
 *     operations
 */
public record Plan(
    String program,
    Sizes sizes,
    List<TaskClass> classes,
    Optional<CriticalPath> criticalPath,
    double estimatedCriticalFlops) {

  /** The largest number of tasks for which the longest path is looked for. */
  public static final long MOST_TASKS_FOR_CRITICAL_PATH = 1_000_000;

  /**
   * The tasks of one statement together.
   *
   * @param statement its number
   * @param kernel the id of the kernel
   * @param source where it was written
   * @param tasks how many
   * @param flops floating-point operations of all
   * @param tilesRead operands of all, a range counting as many as it has tiles
   * @param bytesRead their bytes
   * @param tilesWritten outputs of all
   * @param bytesWritten their bytes
   * @param bytesTouched the most bytes that one of them reads and writes
   * @param bytesHeld the most bytes that one of them holds at a time: of a range, which is
   *     streamed, two tiles
   */
  public record TaskClass(
      int statement,
      String kernel,
      String source,
      long tasks,
      double flops,
      long tilesRead,
      long bytesRead,
      long tilesWritten,
      long bytesWritten,
      long bytesTouched,
      long bytesHeld) {}

  /**
   * The longest path through the task graph.
   *
   * @param tasks of the path with the most tasks
   * @param flops of the path with the most floating-point operations
   */
  public record CriticalPath(long tasks, double flops) {}

  public Plan {
    classes = List.copyOf(classes);
  }

  /** The plan of a run; looks at every task once, at about a microsecond each. */
  public static Plan of(TaskGraph graph) {
    return of(graph, MOST_TASKS_FOR_CRITICAL_PATH);
  }

  /**
   * The plan of a run.
   *
   * @param graph made by a {@link CompiledProgram}
   * @param mostTasks the largest number of tasks for which the longest path is looked for: it needs
   *     about 40 bytes a task
   */
  public static Plan of(TaskGraph graph, long mostTasks) {
    QueryTaskGraph queries = (QueryTaskGraph) graph;
    List<ClassTotals> totals = new ArrayList<>();
    for (BoundStatement statement : queries.tasks().statements()) {
      totals.add(new ClassTotals(statement, queries.calls(), queries.tiles()));
    }
    queries.walk((statement, env) -> totals.get(statement.number()).add(env));
    return new Plan(
        queries.program(),
        graph.sizes(),
        totals.stream().map(ClassTotals::sum).toList(),
        LongestPath.of(queries, mostTasks),
        queries.greatestUrgency());
  }

  /** The number of tasks. */
  public long tasks() {
    return classes.stream().mapToLong(TaskClass::tasks).sum();
  }

  /** The floating-point operations of all tasks. */
  public double flops() {
    return classes.stream().mapToDouble(TaskClass::flops).sum();
  }

  /** The bytes that all tasks read. */
  public long bytesRead() {
    return classes.stream().mapToLong(TaskClass::bytesRead).sum();
  }

  /** The bytes that all tasks write. */
  public long bytesWritten() {
    return classes.stream().mapToLong(TaskClass::bytesWritten).sum();
  }

  /** The class whose tasks hold the most bytes at a time; absent if there are no tasks. */
  public Optional<TaskClass> largestClass() {
    return classes.stream()
        .filter(c -> c.tasks() > 0)
        .max(Comparator.comparingLong(TaskClass::bytesHeld));
  }

  /**
   * The bytes that an executor needs for tiles, at least.
   *
   * @param slots how many tasks it runs at a time
   */
  public long peakBytes(int slots) {
    return Math.multiplyExact(slots, largestClass().map(TaskClass::bytesHeld).orElse(0L));
  }

  /** The plan as aligned lines of text, one for each class of tasks. */
  public String text() {
    return PlanText.of(this);
  }
}
