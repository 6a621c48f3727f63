package dev.lapwing.executor;

import dev.lapwing.executor.ExecutorDetails.ClassWork;
import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.RunCounters.ClassCounters;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signs of life of one executor, each with all that it has done so far. */
final class Heartbeat {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final RunContext run;
  private final Reporting reporting;
  private final int threads;
  private volatile Supplier<StartTrouble> trouble = () -> StartTrouble.NONE;
  private volatile Supplier<Usage> usage = () -> Usage.NONE;
  private boolean hasLeft;

  /**
   * Signs of life of an executor that has given none.
   *
   * @param threads how many kernels it runs at once
   */
  Heartbeat(RunContext run, Reporting reporting, int threads) {
    this.run = run;
    this.reporting = reporting;
    this.threads = threads;
  }

  /** Tells with each sign of life what keeps this executor from starting others. */
  void tellTrouble(Supplier<StartTrouble> source) {
    trouble = source;
  }

  /** Tells with each sign of life what this executor has used. */
  void tellUsage(Supplier<Usage> source) {
    usage = source;
  }

  /** A sign of life; one that is lost is followed by another. */
  synchronized void beat() {
    if (!hasLeft) {
      send(Optional.empty());
    }
  }

  /** The last one. */
  synchronized void leave(String why) {
    hasLeft = true;
    send(Optional.of(why));
  }

  private void send(Optional<String> left) {
    try {
      run.table()
          .heartbeat(
              run.run(),
              new ExecutorItem(
                  run.executor(),
                  run.counters().done(),
                  run.counters().flops(),
                  details(left).encode()));
    } catch (StoreException e) {
      LOG.debug("A heartbeat of run {} was lost: {}", run.run(), e.getMessage());
    }
  }

  private ExecutorDetails details(Optional<String> left) {
    RunReport report = reporting.report();
    List<ClassWork> work = new ArrayList<>();
    for (RunReport.ClassReport each : report.classes()) {
      ClassCounters counters = run.counters().of(each.statement());
      work.add(
          new ClassWork(counters.done.sum(), each.computed(), each.flops(), each.computeSeconds()));
    }
    return new ExecutorDetails(
        threads,
        run.counters().running.get(),
        run.stay().age(),
        work,
        report.stores(),
        report.peakTileBytes(),
        new Tally(report.skipped(), report.duplicates(), report.retries(), report.returned()),
        usage.get(),
        left,
        trouble.get());
  }
}
