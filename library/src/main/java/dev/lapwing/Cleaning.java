package dev.lapwing;

import dev.lapwing.executor.RecordedRun;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.tiles.ViewPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what ended runs and ended processes have left in a place: scratch tiles, messages,
 * results that were never finished, records, and matrices without a name that no run needs.
 */
final class Cleaning {
  private final Lapwing lapwing;
  private final Place place;
  private final List<String> forgotten = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private long bytes;

  Cleaning(Lapwing lapwing, Place place) {
    this.lapwing = lapwing;
    this.place = place;
  }

  /**
   * Cleans up.
   *
   * @param named the runs to be forgotten, also if their results go with them; empty if all ended
   *     runs are meant whose results are elsewhere
   */
  CleanedRuns clean(List<String> named) throws IOException {
    for (RecordedRun run : new RecordedRuns(lapwing).recorded()) {
      boolean meant = named.isEmpty() || named.contains(run.id());
      if (meant && run.status() != RunStatus.RUNNING) {
        clean(run, !named.isEmpty());
      }
    }
    sweep();
    return new CleanedRuns(forgotten, kept, bytes);
  }

  private void clean(RecordedRun run, boolean withResults) throws IOException {
    boolean done = run.status() == RunStatus.DONE;
    bytes += storage().discardScratch(run.id());
    if (done) {
      for (String location : run.outputs().values()) {
        publish(location);
      }
    }
    if (done && !withResults && run.outputs().values().stream().anyMatch(this::isNameless)) {
      kept.add(run.id());
      return;
    }
    if (!done) {
      for (String location : run.outputs().values()) {
        delete(location);
      }
    }
    bytes += place.deleteLogs(run.id());
    bytes += storage().discardTraces(run.id());
    storage().runs().delete(run.id());
    forgotten.add(run.id());
  }

  /** A result that somebody has deleted since is no business of ours. */
  private void publish(String location) throws IOException {
    if (storage().exists(location)) {
      storage().publish(location);
    }
  }

  /** Matrices without a name whose process has ended, and that no run needs. */
  private void sweep() throws IOException {
    Set<String> needed = new HashSet<>();
    for (RecordedRun run : new RecordedRuns(lapwing).recorded()) {
      run.locations()
          .values()
          .forEach(location -> needed.add(MatrixUri.plain(ViewPath.matrix(location))));
    }
    for (String matrix : storage().below(place.matrices())) {
      Optional<String> session = NamelessMatrices.sessionOf(place, matrix);
      if (session.isPresent() && !needed.contains(matrix) && place.hasEnded(session.get())) {
        delete(matrix);
        place.forget(session.get());
      }
    }
  }

  private boolean isNameless(String location) {
    return NamelessMatrices.isOne(place, MatrixUri.plain(location));
  }

  private void delete(String location) throws IOException {
    String matrix = MatrixUri.plain(location);
    bytes += storage().bytes(matrix);
    storage().delete(matrix);
  }

  private Storage storage() {
    return lapwing.engine().storage();
  }
}
