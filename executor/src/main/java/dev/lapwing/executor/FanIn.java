package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.state.aws.AwsPlace;

/** Refuses programs whose tasks have more parents than the table of runs can keep edges of. */
public final class FanIn {
  private FanIn() {}

  /**
   * Looks at every task of a run that is to be on AWS.
   *
   * @throws TooManyParents if a task has more parents than a table there keeps edges of
   */
  public static void checkForAws(TaskGraph graph) {
    check(graph, AwsPlace.MOST_EDGES);
  }

  /**
   * Looks at every task, which takes less than a microsecond each.
   *
   * @param most how many edges the table takes for one task
   * @throws TooManyParents if a task has more parents
   */
  static void check(TaskGraph graph, int most) {
    if (most == Integer.MAX_VALUE) {
      return;
    }
    graph.forEachTask(
        task -> {
          int parents = graph.inDegree(task);
          if (parents > most) {
            throw new TooManyParents(graph.describeTask(task), parents, most);
          }
        });
  }
}
