package dev.lapwing;

import dev.lapwing.executor.RecordedRun;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.objects.Disk;
import dev.lapwing.tiles.ViewPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deletes what ended runs and ended processes have left in a folder: scratch tiles, messages,
 * results that were never finished, records, and matrices without a name that no run needs.
 */
final class Cleaning {
  private final Lapwing lapwing;
  private final Path folder;
  private final List<String> forgotten = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private long bytes;

  Cleaning(Lapwing lapwing, Path folder) {
    this.lapwing = lapwing;
    this.folder = folder;
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
    deleteLogs(run.id());
    storage().runs().delete(run.id());
    forgotten.add(run.id());
  }

  /** What executors of this machine had to say. */
  private void deleteLogs(String run) throws IOException {
    Path logs = folder.resolve("logs");
    if (!Files.isDirectory(logs)) {
      return;
    }
    try (Stream<Path> files = Files.list(logs)) {
      for (Path log :
          files.filter(file -> file.getFileName().toString().startsWith(run)).toList()) {
        bytes += Files.size(log);
        Files.deleteIfExists(log);
      }
    }
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
    for (Path matrix : nameless()) {
      String session = NamelessMatrices.sessionOf(matrix);
      if (!needed.contains(matrix.toString()) && Session.hasEnded(folder, session)) {
        delete(matrix.toString());
        Session.forget(folder, session);
      }
    }
  }

  private List<Path> nameless() throws IOException {
    Path below = NamelessMatrices.below(folder);
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> matrices = Files.list(below)) {
      return matrices.toList();
    }
  }

  private boolean isNameless(String location) {
    return Path.of(MatrixUri.plain(location)).startsWith(NamelessMatrices.below(folder));
  }

  private void delete(String location) throws IOException {
    Path path = Path.of(MatrixUri.plain(location));
    bytes += Disk.bytes(path);
    storage().delete(path.toString());
  }

  private Storage storage() {
    return lapwing.engine().storage();
  }
}
