package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunSummary;
import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.Scaling;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows a run to its end. */
@Command(
    name = "watch",
    header = "Follows a run to its end, and starts the executors that it lacks.",
    description = {"", "Ctrl-C asks whether to leave the run to its executors or to cancel it."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing cholesky a.zarr --folder work --executors 1 --out l.zarr",
      "  lapwing watch --folder work"
    })
final class WatchCommand implements Runnable {
  private final Dialogue dialogue;

  @Mixin private AnyRun run = new AnyRun();

  WatchCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    Fleet fleet = run.place().site().fleet(List.of());
    try (Lapwing lapwing =
        run.place().settle(Lapwing.builder()).fleet(fleet, Scaling.none()).build()) {
      RunSummary chosen = run.choose(lapwing);
      Run<Map<String, BigMatrix>> watched = lapwing.attach(chosen.id());
      Map<String, BigMatrix> results = dialogue.watch(chosen.program(), watched);
      Outcome outcome = Outcome.of("watch").run(watched.report());
      results.forEach(
          (name, matrix) ->
              outcome.answer().row(name, matrix.location()).fact(name, matrix.location()));
      dialogue.answer(outcome.answer());
    }
  }
}
