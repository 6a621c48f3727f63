package dev.lapwing;

import dev.lapwing.state.StoreCounters;

/** What the executor tells of a run, in the library's words. */
final class Reports {
  private Reports() {}

  static RunProgress progress(dev.lapwing.executor.RunProgress run) {
    double totalFlops = 0;
    for (dev.lapwing.executor.RunProgress.ClassProgress statement : run.classes()) {
      totalFlops += statement.totalFlops();
    }
    return new RunProgress(
        run.tasks(),
        run.done(),
        run.ready(),
        run.running(),
        run.executors(),
        run.flops(),
        run.flopsBefore(),
        totalFlops,
        run.elapsed(),
        run.waitingBecause());
  }

  static RunReport report(dev.lapwing.executor.RunReport run) {
    StoreCounters io = run.io();
    return new RunReport(
        run.run(),
        run.program(),
        run.elapsed(),
        run.tasks(),
        run.flops(),
        io.bytesRead(),
        io.bytesWritten(),
        run.peakTileBytes());
  }
}
