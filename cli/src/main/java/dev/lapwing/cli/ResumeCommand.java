package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run whose process died. */
@Command(
    name = "resume",
    header = "Goes on with a run whose process was killed, from where it was.",
    description = {
      "",
      "Results that were to go to a .zarr array go there; others go to --out, or stay in the"
          + " folder."
    },
    footerHeading = "%nExamples, after something has been killed:%n",
    footer = {
      "  lapwing runs work",
      "  lapwing resume work --out l.npy",
      "  lapwing resume work 01ARZ3NDEKTSV4RRFFQ69G5FAV --result L --out l.npy"
    })
final class ResumeCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(index = "0", paramLabel = "DIR", description = "The --folder of the run.")
  private Path folder;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The run; needed if there are several.")
  private List<String> run = List.of();

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
    WorkFolder work = new WorkFolder(folder);
    Optional<Target> target = dialogue.promise(out.checked(List.of()));
    try (Lapwing lapwing = Lapwing.builder().folder(work.path()).build()) {
      Run<Map<String, BigMatrix>> resumed = lapwing.resume(work.choose(lapwing, run));
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
    RunOptions options =
        target.overwrites() ? RunOptions.defaults().replacing() : RunOptions.defaults();
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
