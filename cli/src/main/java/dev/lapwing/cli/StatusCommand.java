package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.RunSummary;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how far a run is. */
@Command(
    name = "status",
    header = "Says how far a run is, who works on it, and what it waits for.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing cholesky a.zarr --folder work --out l.zarr",
      "  lapwing status --folder work",
      "  lapwing status --folder work --json"
    })
final class StatusCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run, or the end of its name (default: the last one).")
  private List<String> run = List.of();

  @Mixin private PlaceOptions place = new PlaceOptions();

  StatusCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    try (Lapwing lapwing = place.open()) {
      RunSummary chosen = place.choose(lapwing, run, "is remembered", any -> true);
      dialogue.answer(RunText.answer("status", chosen, lapwing.attach(chosen.id()).progress()));
    }
  }
}
