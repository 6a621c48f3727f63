package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.ulid.Ulid;
import dev.lapwing.Lapwing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the runs of a folder that have not ended. */
@Command(
    name = "runs",
    header = "Lists the unfinished runs of a folder: those under way, and those that were killed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 1000 --out a.npy",
      "  lapwing cholesky a.npy --folder work --out l.npy",
      "  lapwing runs work"
    })
final class RunsCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(paramLabel = "DIR", description = "The --folder of a command.")
  private Path folder;

  RunsCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    Answer answer = Answer.of("runs");
    ArrayNode runs = JsonNodeFactory.instance.arrayNode();
    try (Lapwing lapwing = Lapwing.builder().folder(new WorkFolder(folder).path()).build()) {
      List<String> unfinished = lapwing.unfinishedRuns();
      for (String id : unfinished) {
        Instant begun = Ulid.getInstant(id);
        answer.row(id, "begun at " + begun);
        runs.addObject().put("id", id).put("begun", begun.toString());
      }
      if (unfinished.isEmpty()) {
        answer.line("no run in " + folder + " is unfinished");
      }
    }
    dialogue.answer(answer.fact("runs", runs));
  }
}
