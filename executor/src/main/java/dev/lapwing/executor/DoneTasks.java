package dev.lapwing.executor;

import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tasks of a run that are marked as done, counted where that is affordable. */
final class DoneTasks {
  private static final int TOGETHER = 4096;

  private DoneTasks() {}

  /** What is done; {@code unknown} if there are too many tasks to ask for each. */
  static Totals count(RunContext run, Totals unknown) throws StoreException {
    if (!TaskClasses.isWalkAffordable(run.graph())) {
      return unknown;
    }
    long[] tasks = new long[unknown.tasks().size()];
    double[] flops = new double[tasks.length];
    List<Long> all = new ArrayList<>();
    run.graph().forEachTask(all::add);
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<Long> some = all.subList(from, Math.min(from + TOGETHER, all.size()));
      Map<Long, TaskItem> items = run.table().items(run.run(), some);
      for (long task : some) {
        if (items.get(task).done()) {
          int statement = run.graph().statement(task);
          tasks[statement]++;
          flops[statement] += run.graph().call(task).flops();
        }
      }
    }
    return Totals.of(tasks, flops);
  }
}
