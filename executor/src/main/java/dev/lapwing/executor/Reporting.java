package dev.lapwing.executor;

import dev.lapwing.executor.RunCounters.ClassCounters;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunProgress.ClassProgress;
import dev.lapwing.executor.RunReport.ClassReport;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Progress and report of a run, from the counters of this process. */
final class Reporting {
  private final RunSpec spec;
  private final RunContext run;
  private final List<TaskClass> classes;
  private final Map<String, StoreCounters> before;
  private final long[] doneBefore;
  private volatile Optional<double[]> totalFlops = Optional.empty();
  private volatile Optional<Duration> endedAfter = Optional.empty();

  Reporting(RunSpec spec, RunContext run) {
    this.spec = spec;
    this.run = run;
    this.classes = TaskClasses.of(spec.program().program(), run.graph());
    this.before = counters();
    this.doneBefore = new long[classes.size()];
  }

  List<TaskClass> classes() {
    return classes;
  }

  /** Counts what was done before this process joined, where that is affordable. */
  void countDoneBefore() throws StoreException {
    if (!TaskClasses.isWalkAffordable(run.graph())) {
      return;
    }
    Arrays.fill(doneBefore, 0);
    List<Long> tasks = new ArrayList<>();
    run.graph().forEachTask(tasks::add);
    for (long task : tasks) {
      if (run.table().item(run.run(), task).done()) {
        doneBefore[run.graph().statement(task)]++;
      }
    }
  }

  /** The run has ended: time stands still. */
  void end() {
    endedAfter = Optional.of(elapsed());
  }

  RunProgress progress() {
    Optional<Depth> depth = depth();
    List<ClassProgress> progress = new ArrayList<>();
    for (TaskClass each : classes) {
      ClassCounters counters = run.counters().of(each.statement());
      progress.add(
          new ClassProgress(
              each.statement(),
              each.kernel(),
              each.tasks(),
              doneBefore[each.statement()] + counters.done.sum(),
              counters.flops.sum(),
              totalFlops()[each.statement()]));
    }
    return new RunProgress(
        run.watch().status(),
        progress,
        depth.map(Depth::waiting).orElse(0L),
        run.counters().running.get(),
        0,
        elapsed(),
        new Diagnosis(run).waitingBecause(depth));
  }

  RunReport report() {
    List<ClassReport> work = new ArrayList<>();
    for (TaskClass each : classes) {
      ClassCounters counters = run.counters().of(each.statement());
      work.add(
          new ClassReport(
              each.statement(),
              each.kernel(),
              counters.computed.sum(),
              counters.flops.sum(),
              counters.nanos.sum() * 1e-9));
    }
    Map<String, StoreCounters> moved = counters();
    moved.replaceAll((matrix, now) -> minus(now, before.get(matrix)));
    return new RunReport(
        run.run(),
        spec.program().program().name(),
        elapsed(),
        work,
        moved,
        run.pool().peakBytes(),
        run.counters().skipped.sum(),
        run.counters().duplicates.sum(),
        run.counters().retries.sum(),
        run.counters().returned.sum());
  }

  private Duration elapsed() {
    return endedAfter.orElseGet(() -> Duration.ofNanos(run.events().now()));
  }

  private Optional<Depth> depth() {
    try {
      return run.watch().isRunning() ? Optional.of(run.queue().depth()) : Optional.empty();
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private Map<String, StoreCounters> counters() {
    Map<String, StoreCounters> counters = new HashMap<>();
    run.tiles().stores().forEach((matrix, store) -> counters.put(matrix, store.counters()));
    return counters;
  }

  private double[] totalFlops() {
    if (totalFlops.isEmpty()) {
      totalFlops = Optional.of(TaskClasses.flops(run.graph(), classes.size()));
    }
    return totalFlops.get();
  }

  private static StoreCounters minus(StoreCounters now, StoreCounters then) {
    return new StoreCounters(
        now.bytesRead() - then.bytesRead(),
        now.bytesWritten() - then.bytesWritten(),
        now.reads() - then.reads(),
        now.writes() - then.writes(),
        now.deletes() - then.deletes());
  }
}
