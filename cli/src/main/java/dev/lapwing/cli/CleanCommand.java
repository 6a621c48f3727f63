package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lapwing.CleanedRuns;
import dev.lapwing.Lapwing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes what ended runs have left. */
@Command(
    name = "clean",
    header = "Deletes what ended runs have left in a folder, and forgets them.",
    description = {
      "",
      "Results stay where they are. A run that failed or was cancelled cannot be resumed after"
          + " that. A run whose results have no place but the folder goes, with these, if it is"
          + " named."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing cholesky a.zarr --folder work --out l.zarr",
      "  lapwing clean --folder work"
    })
final class CleanCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      arity = "0..*",
      paramLabel = "RUN",
      description = "The runs, or the ends of their names (default: all that have ended).")
  private List<String> runs = List.of();

  @Mixin private PlaceOptions place = new PlaceOptions();

  CleanCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    try (Lapwing lapwing = place.open()) {
      List<String> named =
          runs.stream()
              .map(run -> place.choose(lapwing, List.of(run), "", any -> true).id())
              .toList();
      CleanedRuns cleaned = dialogue.during("cleaning", () -> lapwing.clean(named));
      Answer answer = Answer.of("clean");
      cleaned.runs().forEach(run -> answer.row(run, "forgotten"));
      cleaned.kept().forEach(run -> answer.row(run, "kept: its results are in the folder"));
      answer.line(ByteSize.text(cleaned.bytes()) + " are free again");
      dialogue.answer(
          answer
              .fact("bytes", cleaned.bytes())
              .fact("runs", names(cleaned.runs()))
              .fact("kept", names(cleaned.kept())));
    }
  }

  private static ArrayNode names(List<String> runs) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    runs.forEach(names::add);
    return names;
  }
}
