package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunSummary;
import dev.lapwing.executor.Scaling;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run, or the end of its name (default: the last one).")
  private List<String> run = List.of();

  @Mixin private PlaceOptions place = new PlaceOptions();

  WatchCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    var executor = new ExecutorCommand(place.existing(), List.of());
    try (Lapwing lapwing = place.builder().fleet(executor.fleet(), Scaling.none()).build()) {
      RunSummary chosen = place.choose(lapwing, run, "is remembered", any -> true);
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
