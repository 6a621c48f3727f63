package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph.EdgeVisitor;
import dev.lapwing.state.RunTable.Arrival;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The edges from a task to its children, in the order of the task graph. */
final class Edges implements EdgeVisitor {
  private long[] tasks = new long[8];
  private int[] numbers = new int[8];
  private int size;

  @Override
  public void visit(long task, int edge) {
    if (size == tasks.length) {
      tasks = Arrays.copyOf(tasks, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    tasks[size] = task;
    numbers[size] = edge;
    size++;
  }

  void clear() {
    size = 0;
  }

  /** The edges from one position to before another, as their children receive them. */
  List<Arrival> arrivals(int from, int to) {
    List<Arrival> arrivals = new ArrayList<>(to - from);
    for (int position = from; position < to; position++) {
      arrivals.add(new Arrival(tasks[position], numbers[position]));
    }
    return arrivals;
  }

  int size() {
    return size;
  }

  long child(int position) {
    return tasks[position];
  }

  int number(int position) {
    return numbers[position];
  }
}
