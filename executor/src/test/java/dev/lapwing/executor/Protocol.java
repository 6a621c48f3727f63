package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.TaskQueue;

/** The task protocol as a simulation uses it: as it is, or wrong in one place. */
interface Protocol {
  /** The protocol as it is. */
  Protocol RIGHT = new Protocol() {};

  /** The order of the steps of a task. */
  default TaskProtocol order() {
    return TaskProtocol.STANDARD;
  }

  /** The queue as executors see it. */
  default TaskQueue queue(TaskQueue queue) {
    return queue;
  }

  /** The table as executors see it. */
  default RunTable table(RunTable table, TaskGraph graph, RunTiles tiles) {
    return table;
  }

  /** What knows the tiles that nobody will read any more. */
  default TileTally tally(TaskGraph graph, RunTiles tiles) {
    return new TileTally(graph, tiles);
  }
}
