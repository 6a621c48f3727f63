package dev.lapwing.executor;

/** A task of a program reads what more tasks have written than the table of runs keeps track of. */
public final class TooManyParents extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String task;
  private final int parents;
  private final int most;

  /**
   * A task that cannot be waited for.
   *
   * @param task the task in the words of the program
   * @param parents how many tasks write what it reads
   * @param most how many the table takes
   */
  public TooManyParents(String task, int parents, int most) {
    super(
        "%s has %,d parents, and the table of this run keeps at most %,d edges for a task. Use larger tiles, or let the program combine them by treeReduce, whose tasks have few parents."
            .formatted(task, parents, most));
    this.task = task;
    this.parents = parents;
    this.most = most;
  }

  /** The task in the words of the program. */
  public String task() {
    return task;
  }

  /** How many tasks write what it reads. */
  public int parents() {
    return parents;
  }

  /** How many the table takes. */
  public int most() {
    return most;
  }
}
