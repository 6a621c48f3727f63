package dev.lapwing;

import dev.lapwing.executor.RecordedRun;
import dev.lapwing.executor.RunHandle;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.tiles.ViewPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The runs that a folder remembers, whoever began them. */
final class RecordedRuns {
  private final Lapwing lapwing;

  RecordedRuns(Lapwing lapwing) {
    this.lapwing = lapwing;
  }

  /** All of them, oldest first. */
  List<RunSummary> all() {
    return recorded().stream().map(RecordedRuns::summary).toList();
  }

  /** Puts a run back to work if it ended too early, and goes on with it. */
  Run<Map<String, BigMatrix>> resume(String id) {
    RecordedRun run = find(id);
    if (run.status() == RunStatus.DONE) {
      throw new IllegalArgumentException("run %s has ended: it is DONE".formatted(id));
    }
    try {
      return join(run, run.open(engine().storage(), engine().pool()), engine()::resume);
    } catch (StoreException e) {
      throw Failures.storage("opening the matrices of run " + id, e);
    }
  }

  /** Follows a run. */
  Run<Map<String, BigMatrix>> attach(String id) {
    RecordedRun run = find(id);
    try {
      return join(run, run.unopened(engine().storage()), engine()::attach);
    } catch (StoreException e) {
      throw Failures.storage("attaching to run " + id, e);
    }
  }

  /** Ends a run that has not ended, for all who work on it. */
  RunStatus cancel(String id) {
    RecordedRun run = find(id);
    try {
      return table().end(run.id(), RunStatus.CANCELLED, "");
    } catch (StoreException e) {
      throw Failures.storage("cancelling run " + id, e);
    }
  }

  /** What was noted down of a run. */
  RunTrace trace(String id) {
    RecordedRun run = find(id);
    try {
      return new RunTrace(summary(run), run, engine().storage().traces(id));
    } catch (StoreException e) {
      throw Failures.storage("looking for the trace of run " + id, e);
    }
  }

  /** The executors of a run that give signs of life. */
  int liveExecutors(String id) {
    try {
      return find(id).liveExecutors(table());
    } catch (StoreException e) {
      throw Failures.storage("counting the executors of run " + id, e);
    }
  }

  /** The records themselves, oldest first. */
  List<RecordedRun> recorded() {
    try {
      List<RecordedRun> runs = new ArrayList<>();
      for (String id : table().runs()) {
        RecordedRun.find(table(), id).ifPresent(runs::add);
      }
      return runs;
    } catch (StoreException e) {
      throw Failures.storage("listing runs", e);
    }
  }

  private Run<Map<String, BigMatrix>> join(
      RecordedRun run, RunSpec.Builder spec, Function<RunSpec, RunHandle> step) {
    return ProgramRun.join(engine(), spec, RunMatrices.recorded(lapwing, run.outputs()), step);
  }

  private RecordedRun find(String id) {
    try {
      return RecordedRun.find(table(), id)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "there is no run %s here: there are %s".formatted(id, ids())));
    } catch (StoreException e) {
      throw Failures.storage("looking up run " + id, e);
    }
  }

  private List<String> ids() {
    return recorded().stream().map(RecordedRun::id).toList();
  }

  private Engine engine() {
    return lapwing.engine();
  }

  private RunTable table() {
    return engine().storage().runs();
  }

  private static RunSummary summary(RecordedRun run) {
    Map<String, String> matrices = new LinkedHashMap<>();
    run.locations()
        .forEach(
            (name, location) -> matrices.put(name, MatrixUri.plain(ViewPath.matrix(location))));
    return new RunSummary(
        run.id(),
        run.program().program().name(),
        run.status(),
        run.failure(),
        run.kernels(),
        matrices);
  }
}
