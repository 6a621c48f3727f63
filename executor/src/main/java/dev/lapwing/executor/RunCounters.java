package dev.lapwing.executor;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What this process has done for a run. */
final class RunCounters {
  final LongAdder skipped = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder returned = new LongAdder();
  final AtomicLong running = new AtomicLong();

  private final ClassCounters[] classes;
  private final ConcurrentHashMap<Long, RunFailure> lastErrors = new ConcurrentHashMap<>();

  RunCounters(int statements) {
    classes = new ClassCounters[statements];
    for (int statement = 0; statement < statements; statement++) {
      classes[statement] = new ClassCounters();
    }
  }

  ClassCounters of(int statement) {
    return classes[statement];
  }

  long done() {
    long sum = 0;
    for (ClassCounters counters : classes) {
      sum += counters.done.sum();
    }
    return sum;
  }

  double flops() {
    double sum = 0;
    for (ClassCounters counters : classes) {
      sum += counters.flops.sum();
    }
    return sum;
  }

  /** What this process has done, by statement. */
  Totals totals() {
    long[] tasks = new long[classes.length];
    double[] flops = new double[classes.length];
    for (int statement = 0; statement < classes.length; statement++) {
      tasks[statement] = classes[statement].done.sum();
      flops[statement] = classes[statement].flops.sum();
    }
    return Totals.of(tasks, flops);
  }

  /** Remembers why a message was last given back. */
  void error(long task, RunFailure error) {
    lastErrors.put(task, error);
  }

  /** Forgets a task that is done. */
  void forget(long task) {
    if (!lastErrors.isEmpty()) {
      lastErrors.remove(task);
    }
  }

  /** Why the message of a task was last given back here, if it was. */
  Optional<RunFailure> lastError(long task) {
    return Optional.ofNullable(lastErrors.get(task));
  }

  /** The counters of one task class. */
  static final class ClassCounters {
    final LongAdder done = new LongAdder();
    final LongAdder computed = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final DoubleAdder flops = new DoubleAdder();

    void kernelRan(long computeNanos, double operations) {
      computed.increment();
      nanos.add(computeNanos);
      flops.add(operations);
    }
  }
}
