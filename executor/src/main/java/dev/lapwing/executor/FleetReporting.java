package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.ExecutorDetails.ClassWork;
import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunProgress.ClassProgress;
import dev.lapwing.executor.RunReport.ClassReport;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreCounters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Progress and report of a run that others work on, from what its executors have told. What an
 * executor did after its last sign of life, before it was killed, is not counted.
 */
final class FleetReporting {
  private final RunSpec spec;
  private final List<TaskClass> classes;
  private final double[] totalFlops;

  FleetReporting(RunSpec spec, TaskGraph graph) {
    this.spec = spec;
    this.classes = TaskClasses.of(spec.program().program(), graph);
    this.totalFlops = TaskClasses.flops(graph, classes.size());
  }

  List<TaskClass> classes() {
    return classes;
  }

  RunProgress progress(FleetView view, RunStatus status, Duration elapsed, Optional<String> why) {
    List<ClassProgress> progress = new ArrayList<>();
    for (TaskClass each : classes) {
      ClassWork work = work(view, each);
      boolean done = status == RunStatus.DONE;
      progress.add(
          new ClassProgress(
              each.statement(),
              each.kernel(),
              each.tasks(),
              done ? each.tasks() : work.done(),
              done ? Math.max(work.flops(), totalFlops[each.statement()]) : work.flops(),
              0,
              totalFlops[each.statement()]));
    }
    return new RunProgress(
        status,
        progress,
        status == RunStatus.RUNNING ? view.depth().waiting() : 0,
        status == RunStatus.RUNNING ? view.depth().leased() : 0,
        view.live().size(),
        elapsed,
        why);
  }

  RunReport report(FleetView view, Duration elapsed) {
    List<ClassReport> reports = new ArrayList<>();
    for (TaskClass each : classes) {
      ClassWork work = work(view, each);
      reports.add(
          new ClassReport(
              each.statement(), each.kernel(), work.computed(), work.flops(), work.seconds()));
    }
    Tally tally = view.told().map(ExecutorDetails::tally).reduce(Tally.NONE, Tally::plus);
    return new RunReport(
        spec.id(),
        spec.program().program().name(),
        elapsed,
        reports,
        stores(view),
        view.told().mapToLong(ExecutorDetails::peakTileBytes).max().orElse(0),
        tally.skipped(),
        tally.duplicates(),
        tally.retries(),
        tally.returned());
  }

  private static Map<String, StoreCounters> stores(FleetView view) {
    Map<String, StoreCounters> sums = new HashMap<>();
    view.told()
        .flatMap(details -> details.stores().entrySet().stream())
        .forEach(store -> sums.merge(store.getKey(), store.getValue(), StoreCounters::plus));
    return sums;
  }

  private static ClassWork work(FleetView view, TaskClass wanted) {
    return view.told()
        .map(ExecutorDetails::work)
        .filter(work -> wanted.statement() < work.size())
        .map(work -> work.get(wanted.statement()))
        .reduce(ClassWork.NONE, ClassWork::plus);
  }
}
