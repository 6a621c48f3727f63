package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Where runs are remembered. */
final class PlaceOptions {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      required = true,
      description = "The --folder that the runs work in.")
  private Path folder;

  /** The folder, which must be there. */
  Path existing() {
    if (!Files.isDirectory(folder)) {
      throw new BadInput("there is no folder " + folder + "; give one that was a --folder before");
    }
    return folder;
  }

  /** The folder, which need not be there. */
  Path folder() {
    return folder;
  }

  /** A Lapwing that looks into the folder. */
  Lapwing open() {
    return builder().build();
  }

  /** The beginning of a Lapwing that works there. */
  LapwingBuilder builder() {
    return Lapwing.builder().folder(existing());
  }

  /** The run that is meant: the one that is named, by its end if that is enough, or the last. */
  RunSummary choose(Lapwing lapwing, List<String> named, String what, Predicate<RunSummary> fits) {
    List<RunSummary> all = lapwing.runs();
    List<RunSummary> found =
        named.isEmpty()
            ? all.stream().filter(fits).toList()
            : all.stream().filter(run -> run.id().endsWith(named.get(0))).toList();
    if (found.isEmpty() || (!named.isEmpty() && found.size() > 1)) {
      throw new BadInput(refusal(named, what, all));
    }
    return found.get(found.size() - 1);
  }

  private String refusal(List<String> named, String what, List<RunSummary> all) {
    List<String> ids = all.stream().map(RunSummary::id).toList();
    return named.isEmpty()
        ? "no run in %s %s".formatted(folder, what)
        : "%s names no single run in %s%s"
            .formatted(named.get(0), folder, NearMatch.question(named.get(0), ids));
  }
}
