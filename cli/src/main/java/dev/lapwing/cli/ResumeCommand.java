package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import dev.lapwing.RunSummary;
import dev.lapwing.state.RunTable.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run that ended too early. */
@Command(
    name = "resume",
    header = "Goes on with a run that was killed, failed or was cancelled.",
    description = {
      "",
      "What was computed is not computed again. Results that were to go to a .zarr array go there;"
          + " others go to --out, or stay in the folder."
    },
    footerHeading = "%nExamples, after something has been killed:%n",
    footer = {
      "  lapwing runs --folder work",
      "  lapwing resume --folder work --out l.npy",
      "  lapwing resume G5FAV --folder work --result L --executors 2"
    })
final class ResumeCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run, or the end of its name (default: the last that is not done).")
  private List<String> run = List.of();

  @Mixin private PlaceOptions place = new PlaceOptions();
  @Mixin private MachineOptions machine = new MachineOptions();
  @Mixin private ExecutorOptions executors = new ExecutorOptions();
  @Mixin private LimitOptions limit = new LimitOptions();

  @Option(
      names = "--result",
      paramLabel = "NAME",
      description = "What goes to --out, if there are several results: L, X, R, Q, C.")
  private Optional<String> result;

  @Mixin private TargetOptions out = new TargetOptions();

  ResumeCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    Optional<Target> target = dialogue.promise(out.checked(List.of()));
    LapwingBuilder builder = place.settle(machine.builder());
    executors.applyTo(builder, Optional.of(place.site()), machine);
    limit.applyTo(builder, Optional.of(place.site()));
    try (Lapwing lapwing = builder.build()) {
      RunSummary chosen =
          place.choose(lapwing, run, "is unfinished", any -> any.status() != RunStatus.DONE);
      if (executors.start()) {
        place.site().requireFor(chosen);
      }
      Run<Map<String, BigMatrix>> resumed = lapwing.resume(chosen.id());
      if (executors.detaches()) {
        dialogue.detach("resume", resumed, place.site(), executors.start());
        return;
      }
      Map<String, BigMatrix> results = dialogue.await(resumed.name(), resumed);
      Outcome outcome = Outcome.of("resume").run(resumed.report());
      results.forEach((name, matrix) -> outcome.answer().row(name, matrix.location()));
      target.ifPresent(place -> save(results, place, outcome));
      dialogue.answer(outcome.answer());
    }
  }

  private void save(Map<String, BigMatrix> results, Target target, Outcome outcome) {
    String name = result.orElseGet(() -> onlyOne(results));
    if (!results.containsKey(name)) {
      throw new BadInput(
          "there is no result %s; there are %s"
              .formatted(name, String.join(", ", results.keySet())));
    }
    RunOptions options = target.applyTo(RunOptions.defaults());
    dialogue.await(
        "writing " + target.place(), results.get(name).async(options).save(target.place().uri()));
    outcome.written(name, target);
  }

  private static String onlyOne(Map<String, BigMatrix> results) {
    if (results.size() > 1) {
      throw new BadInput(
          "there are several results; give one of %s as --result"
              .formatted(String.join(", ", results.keySet())));
    }
    return results.keySet().iterator().next();
  }
}
