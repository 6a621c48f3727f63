package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private AnyRun run = new AnyRun();

  StatusCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    try (Lapwing lapwing = run.place().open()) {
      RunSummary chosen = run.choose(lapwing);
      dialogue.answer(RunText.answer("status", chosen, lapwing.attach(chosen.id()).progress()));
    }
  }
}
