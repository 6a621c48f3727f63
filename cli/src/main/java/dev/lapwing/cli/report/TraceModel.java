package dev.lapwing.cli.report;

import dev.lapwing.executor.RunEvent;
import dev.lapwing.executor.RunEvent.Scaled;
import dev.lapwing.executor.RunEvent.TaskDuplicated;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskRetried;
import dev.lapwing.executor.RunEvent.TaskTraffic;
import dev.lapwing.executor.ScalingSample;
import dev.lapwing.state.aws.RequestCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The trace of a run in memory: what each process did, and a bounded number of tasks. */
final class TraceModel {
  private static final int MOST_TROUBLES = 200;

  private final Map<String, ProcessTrace> processes = new LinkedHashMap<>();
  private final Map<Integer, ClassWork> classes = new TreeMap<>();
  private final TaskLog log;
  private final List<Sample> samples = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private long cached;
  private long tilesRead;

  private TraceModel(int mostTasks) {
    this.log = new TaskLog(mostTasks);
  }

  /**
   * Reads a trace.
   *
   * @param trace gives every event to whom it is given, as {@link dev.lapwing.RunTrace#read} does
   */
  static TraceModel read(Consumer<BiConsumer<String, RunEvent>> trace, int mostTasks) {
    var model = new TraceModel(mostTasks);
    trace.accept(model::add);
    model.align();
    return model;
  }

  /** What an autoscaler saw, and who had it. */
  record Sample(ProcessTrace process, long at, ScalingSample seen) {
    long inRun() {
      return process.offsetNanos() + at;
    }
  }

  /**
   * Something that went wrong, and was mended.
   *
   * @param what in the words of the report
   */
  record Trouble(ProcessTrace process, long at, long task, String what) {
    long inRun() {
      return process.offsetNanos() + at;
    }
  }

  /** The time that the tasks of one statement took, by step, in nanoseconds. */
  static final class ClassWork {
    long tasks;
    long read;
    long waited;
    long computed;
    long wrote;
    long told;
    double flops;

    private void add(TaskFinished task) {
      var times = task.times();
      tasks++;
      read += times.read() - times.received();
      waited += times.computing() - times.read();
      computed += times.computed() - times.computing();
      wrote += times.written() - times.computed();
      told += task.at() - times.written();
      flops += task.flops();
    }
  }

  private void add(String name, RunEvent event) {
    ProcessTrace process = processes.computeIfAbsent(name, ProcessTrace::new);
    process.add(event);
    if (event instanceof TaskFinished task) {
      add(process, task);
    } else if (event instanceof Scaled scaled) {
      samples.add(new Sample(process, scaled.at(), scaled.sample()));
    } else if (event instanceof TaskRetried retry) {
      String what =
          "attempt %d of %s it failed: %s"
              .formatted(retry.attempt(), retry.activity(), retry.error());
      add(new Trouble(process, retry.at(), retry.task(), what));
    } else if (event instanceof TaskDuplicated twice) {
      add(
          new Trouble(
              process, twice.at(), twice.work().task(), "another executor had done it before"));
    }
  }

  private void add(ProcessTrace process, TaskFinished task) {
    log.add(process, task);
    classes.computeIfAbsent(task.statement(), any -> new ClassWork()).add(task);
    TaskTraffic traffic = task.traffic();
    cached += traffic.cached();
    tilesRead += traffic.tilesRead();
  }

  private void add(Trouble trouble) {
    if (troubles.size() < MOST_TROUBLES) {
      troubles.add(trouble);
    }
  }

  private void align() {
    long begin =
        processes.values().stream()
            .flatMap(process -> process.sharedStartMillis().stream())
            .min(Comparator.naturalOrder())
            .orElse(0L);
    processes.values().forEach(process -> process.beginsAt(begin));
    samples.sort(Comparator.comparingLong(Sample::inRun));
    troubles.sort(Comparator.comparingLong(Trouble::inRun));
  }

  /** Those that computed, first come first. */
  List<ProcessTrace> executors() {
    return processes.values().stream()
        .filter(process -> process.executor().isPresent() || process.tasks() > 0)
        .sorted(
            Comparator.comparingLong(ProcessTrace::offsetNanos).thenComparing(ProcessTrace::name))
        .toList();
  }

  /** All that had to do with the run. */
  List<ProcessTrace> processes() {
    return List.copyOf(processes.values());
  }

  /** What all of them have asked of AWS, by service and operation. */
  Map<String, RequestCount> requests() {
    Map<String, RequestCount> sums = new TreeMap<>();
    for (ProcessTrace process : processes.values()) {
      process
          .counted()
          .ifPresent(
              counted ->
                  counted
                      .requests()
                      .forEach((name, count) -> sums.merge(name, count, RequestCount::plus)));
    }
    return sums;
  }

  TaskLog log() {
    return log;
  }

  /** The work on a statement; nothing if none of its tasks was recorded. */
  ClassWork work(int statement) {
    return classes.getOrDefault(statement, new ClassWork());
  }

  List<Sample> samples() {
    return samples;
  }

  /** The first of them. */
  List<Trouble> troubles() {
    return troubles;
  }

  /** Tiles that an executor had in memory when a task wanted them. */
  long cached() {
    return cached;
  }

  long tilesRead() {
    return tilesRead;
  }

  /** From the first process's beginning to the last sign of any. */
  long endNanos() {
    return processes.values().stream().mapToLong(ProcessTrace::endNanos).max().orElse(0);
  }
}
