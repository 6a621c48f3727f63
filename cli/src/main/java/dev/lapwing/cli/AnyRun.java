package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.RunSummary;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Any run of a place, whatever its status, and the place. */
final class AnyRun {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run, or the end of its name (default: the last one).")
  private List<String> run = List.of();

  @Mixin private PlaceOptions place = new PlaceOptions();

  PlaceOptions place() {
    return place;
  }

  /** The run that is meant. */
  RunSummary choose(Lapwing lapwing) {
    return place.choose(lapwing, run, "is remembered", any -> true);
  }
}
