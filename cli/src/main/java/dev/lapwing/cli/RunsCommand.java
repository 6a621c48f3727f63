package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lapwing.Lapwing;
import dev.lapwing.RunSummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs that a folder remembers. */
@Command(
    name = "runs",
    header = "Lists the runs of a folder, and what has become of them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.npy",
      "  lapwing cholesky a.npy --folder work --out l.npy",
      "  lapwing runs --folder work"
    })
final class RunsCommand implements Runnable {
  private final Dialogue dialogue;

  @Mixin private PlaceOptions place = new PlaceOptions();

  RunsCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    Answer answer = Answer.of("runs");
    ArrayNode facts = JsonNodeFactory.instance.arrayNode();
    try (Lapwing lapwing = place.open()) {
      List<RunSummary> runs = lapwing.runs();
      for (RunSummary run : runs) {
        answer.row(run.id(), RunText.line(run));
        facts.add(RunText.facts(run));
      }
      if (runs.isEmpty()) {
        answer.line("no run is remembered in " + place.site());
      }
    }
    dialogue.answer(answer.fact("runs", facts));
  }
}
