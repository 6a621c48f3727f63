package dev.lapwing.executor;

import dev.lapwing.executor.RunCounters.ClassCounters;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunProgress.ClassProgress;
import dev.lapwing.executor.RunReport.ClassReport;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue.Depth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Progress of a run, and a report of what this process has done for it. Progress counts what other
 * executors tell.
 */
final class Reporting {
  private final RunSpec spec;
  private final RunContext run;
  private final List<TaskClass> classes;
  private final Map<String, StoreCounters> before;
  private final OtherExecutors others;
  private volatile Optional<double[]> totalFlops = Optional.empty();
  private volatile Optional<Duration> endedAfter = Optional.empty();

  Reporting(RunSpec spec, RunContext run) {
    this.spec = spec;
    this.run = run;
    this.classes = TaskClasses.of(spec.program().program(), run.graph());
    this.before = counters();
    this.others = new OtherExecutors(run, classes.size());
  }

  List<TaskClass> classes() {
    return classes;
  }

  /** The run has ended: time stands still. */
  void end() {
    endedAfter = Optional.of(elapsed());
  }

  RunProgress progress() {
    Optional<Depth> depth = depth();
    OtherExecutors.Seen seen = others.look();
    RunStatus status = run.watch().status();
    Totals computed = run.counters().totals().plus(seen.done());
    Totals done = status == RunStatus.DONE ? computed.atLeast(everything()) : computed;
    List<ClassProgress> progress = new ArrayList<>();
    for (TaskClass each : classes) {
      progress.add(
          new ClassProgress(
              each.statement(),
              each.kernel(),
              each.tasks(),
              done.tasks().get(each.statement()),
              done.flops().get(each.statement()),
              seen.before().flops().get(each.statement()),
              totalFlops()[each.statement()]));
    }
    return new RunProgress(
        status,
        progress,
        depth.map(Depth::waiting).orElse(0L),
        run.counters().running.get() + (status == RunStatus.RUNNING ? seen.running() : 0),
        0,
        elapsed(),
        new Diagnosis(run, seen).waitingBecause(depth));
  }

  /** What a run that is DONE has done, whatever became of the heartbeats of its executors. */
  private Totals everything() {
    return Totals.of(classes.stream().mapToLong(TaskClass::tasks).toArray(), totalFlops());
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
