package dev.lapwing.executor;

import dev.lapwing.executor.ExecutorDetails.ClassWork;
import java.util.ArrayList;
import java.util.List;

/** How much of a run is done, by statement: the tasks, and their floating-point operations. */
record Totals(List<Long> tasks, List<Double> flops) {

  Totals {
    tasks = List.copyOf(tasks);
    flops = List.copyOf(flops);
  }

  /** Nothing, of a program with so many statements. */
  static Totals none(int statements) {
    return of(new long[statements], new double[statements]);
  }

  /** What an executor tells of its work; what is new to it is nothing. */
  static Totals of(List<ClassWork> work, int statements) {
    long[] tasks = new long[statements];
    double[] flops = new double[statements];
    for (int statement = 0; statement < Math.min(statements, work.size()); statement++) {
      tasks[statement] = work.get(statement).done();
      flops[statement] = work.get(statement).flops();
    }
    return of(tasks, flops);
  }

  static Totals of(long[] tasks, double[] flops) {
    List<Long> boxed = new ArrayList<>();
    for (long count : tasks) {
      boxed.add(count);
    }
    List<Double> operations = new ArrayList<>();
    for (double count : flops) {
      operations.add(count);
    }
    return new Totals(boxed, operations);
  }

  Totals plus(Totals other) {
    return combine(other, Long::sum, Double::sum);
  }

  /** The part of this that is not in another; never less than nothing. */
  Totals beyond(Totals other) {
    return combine(other, (a, b) -> Math.max(0, a - b), (a, b) -> Math.max(0, a - b));
  }

  /** Statement by statement, whichever is more. */
  Totals atLeast(Totals other) {
    return combine(other, Math::max, Math::max);
  }

  private Totals combine(Totals other, Counts counts, Operations operations) {
    long[] newTasks = new long[tasks.size()];
    double[] newFlops = new double[tasks.size()];
    for (int statement = 0; statement < newTasks.length; statement++) {
      newTasks[statement] = counts.of(tasks.get(statement), other.tasks.get(statement));
      newFlops[statement] = operations.of(flops.get(statement), other.flops.get(statement));
    }
    return of(newTasks, newFlops);
  }

  private interface Counts {
    long of(long one, long other);
  }

  private interface Operations {
    double of(double one, double other);
  }
}
