package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that runs work in. */
record WorkFolder(Path path) {

  WorkFolder {
    if (!Files.isDirectory(path)) {
      throw new BadInput("there is no folder " + path + "; give one that was a --folder before");
    }
  }

  /** The run that is meant: the one that is named, or the only one. */
  String choose(Lapwing lapwing, List<String> named) {
    List<String> unfinished = lapwing.unfinishedRuns();
    if (!named.isEmpty()) {
      return named.get(0);
    }
    if (unfinished.size() != 1) {
      throw new BadInput(
          unfinished.isEmpty()
              ? "no run in " + path + " is unfinished"
              : "%s has %d unfinished runs; name one of %s"
                  .formatted(path, unfinished.size(), String.join(", ", unfinished)));
    }
    return unfinished.get(0);
  }
}
