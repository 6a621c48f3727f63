package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a run would do, before it starts: work, traffic and memory of every class of tasks at given
 * sizes. Entries have eight bytes, unless {@link #in} says otherwise. Traffic counts every operand
 * of every task; an executor with a cache reads less.
 *
 * <p>The memory model is that of an executor. While a task runs, it holds its single inputs, of
 * every range the tile in use and those that are read ahead, its outputs and the workspace of its
 * kernel. Output 0 takes over the memory of an input if the kernel works in place, the two have one
 * size and no other task reads that input. An executor that works from storage holds this for every
 * task that it has under way, and a cache. One that works in memory holds {@code residentBytes},
 * and besides them the outputs of tasks that run at the same time. A pool may round the size of a
 * tile up, by an eighth at most.
 *
 * @param program the name of the program
 * @param sizes the sizes
 * @param classes the classes that have tasks, in textual order
 * @param criticalPath the chain of tasks with the most floating-point operations
 * @param depth the most tasks in any chain, which may be another chain than that one
 * @param residentBytes the most bytes that tiles hold at once when everything is kept in memory and
 *     the tasks run in the program's sequential order: inputs always, outputs from when they are
 *     written, scratch tiles until their last reader is done. Another order has another peak, but a
 *     similar one
 * @param least what no execution can do without
 */
public record Plan(
    String program,
    Sizes sizes,
    List<TaskClass> classes,
    CriticalPath criticalPath,
    long depth,
    long residentBytes,
    Least least) {

  /** The largest number of tasks that are looked at one by one: about a minute's work. */
  public static final long MOST_TASKS = 100_000_000;

  /** How many tiles of a range a task holds, if nothing else is said: one is read ahead. */
  public static final int LOOK_AHEAD = 2;

  /**
   * The tasks of one statement together.
   *
   * @param statement its number
   * @param kernel the id of the kernel: {@code trsm(R,L,T,N)}
   * @param source where it was written: {@code Cholesky.java:57}
   * @param tasks how many
   * @param flops floating-point operations of all
   * @param tilesRead operands of all, a range counting as many as it has tiles
   * @param bytesRead their bytes
   * @param tilesWritten outputs of all, without scratch tiles that nobody reads: those are not kept
   * @param bytesWritten their bytes
   * @param taskBytes the most bytes that one of them holds while it runs
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
      long taskBytes) {

    /** The same tasks on entries of so many bytes, instead of eight. */
    public TaskClass in(int entryBytes) {
      return new TaskClass(
          statement,
          kernel,
          source,
          tasks,
          flops,
          tilesRead,
          scaled(bytesRead, entryBytes),
          tilesWritten,
          scaled(bytesWritten, entryBytes),
          scaled(taskBytes, entryBytes));
    }
  }

  /**
   * A chain of tasks, each of which reads what the one before it writes.
   *
   * @param tasks its length
   * @param flops its floating-point operations
   */
  public record CriticalPath(long tasks, double flops) {
    static final CriticalPath NONE = new CriticalPath(0, 0);

    CriticalPath then(double more) {
      return new CriticalPath(tasks + 1, flops + more);
    }

    boolean isLongerThan(CriticalPath other) {
      return flops > other.flops || (flops == other.flops && tasks > other.tasks);
    }
  }

  /**
   * The traffic of an execution whose memory holds everything: every input tile that a task reads
   * comes once, every output tile goes once.
   *
   * @param tilesRead tiles of input matrices that are read
   * @param bytesRead their bytes
   * @param tilesWritten tiles of output matrices
   * @param bytesWritten their bytes
   */
  public record Least(long tilesRead, long bytesRead, long tilesWritten, long bytesWritten) {
    Least in(int entryBytes) {
      return new Least(
          tilesRead, scaled(bytesRead, entryBytes), tilesWritten, scaled(bytesWritten, entryBytes));
    }
  }

  public Plan {
    classes = List.copyOf(classes);
  }

  /**
   * The plan of a run; looks at every task once, at less than a microsecond each, and needs memory
   * for the tiles that live at once, whatever the number of tasks.
   *
   * @param graph made by a {@link CompiledProgram}
   * @throws IllegalArgumentException if there are more than {@link #MOST_TASKS} tasks
   */
  public static Plan of(TaskGraph graph) {
    return of(graph, LOOK_AHEAD);
  }

  /**
   * The plan of a run by executors of a given look-ahead.
   *
   * @param lookAhead how many tiles of a range a task holds
   */
  public static Plan of(TaskGraph graph, int lookAhead) {
    return new PlanWalk((QueryTaskGraph) graph, lookAhead).plan();
  }

  /**
   * Some task of each class as a class of its own: a look that takes no time at any sizes. Where
   * one of these tasks does not fit, neither does the run.
   *
   * @param lookAhead how many tiles of a range a task holds
   */
  public static List<TaskClass> samples(TaskGraph graph, int lookAhead) {
    return new PlanWalk((QueryTaskGraph) graph, lookAhead).samples();
  }

  /** The class whose tasks hold the most bytes; absent if there is none. */
  public static Optional<TaskClass> largest(List<TaskClass> classes) {
    return classes.stream().max(Comparator.comparingLong(TaskClass::taskBytes));
  }

  /** The same run on entries of so many bytes, instead of eight: of floats, half of all bytes. */
  public Plan in(int entryBytes) {
    return new Plan(
        program,
        sizes,
        classes.stream().map(tasks -> tasks.in(entryBytes)).toList(),
        criticalPath,
        depth,
        scaled(residentBytes, entryBytes),
        least.in(entryBytes));
  }

  private static long scaled(long bytes, int entryBytes) {
    // Bytes of doubles are a multiple of eight.
    return bytes / Double.BYTES * entryBytes;
  }

  /** The number of tasks. */
  public long tasks() {
    return sum(TaskClass::tasks);
  }

  /** The floating-point operations of all tasks. */
  public double flops() {
    return classes.stream().mapToDouble(TaskClass::flops).sum();
  }

  /** The tiles that all tasks read. */
  public long tilesRead() {
    return sum(TaskClass::tilesRead);
  }

  /** The bytes that all tasks read. */
  public long bytesRead() {
    return sum(TaskClass::bytesRead);
  }

  /** The tiles that all tasks write. */
  public long tilesWritten() {
    return sum(TaskClass::tilesWritten);
  }

  /** The bytes that all tasks write. */
  public long bytesWritten() {
    return sum(TaskClass::bytesWritten);
  }

  /** The most bytes that one task holds while it runs. */
  public long taskBytes() {
    return largest(classes).map(TaskClass::taskBytes).orElse(0L);
  }

  private long sum(ToLongFunction<TaskClass> of) {
    return classes.stream().mapToLong(of).reduce(0, Math::addExact);
  }
}
