package dev.lapwing.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins the run of another command and leaves it to its executors. */
@Command(
    name = "submit",
    header = "Begins a run, prints its name, and leaves it to its executors.",
    description = {
      "",
      "lapwing submit COMMAND is lapwing COMMAND --detach. status, watch and report say how it goes;"
          + " cancel ends it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing submit cholesky a.zarr --folder work --executors 0 --out l.zarr",
      "  lapwing status --folder work"
    })
final class SubmitCommand implements Callable<Integer> {
  private static final String DETACH = "--detach";

  /** The command, which leaves options that it does not know to the command that it submits. */
  static CommandLine commandLine() {
    return new CommandLine(new SubmitCommand()).setUnmatchedOptionsArePositionalParams(true);
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What to run, as if submit were not there: cholesky a.zarr --out l.zarr.")
  @SuppressWarnings("UnusedVariable") // all words of the line are run, also those that submit knows
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    List<String> line = new ArrayList<>(root.getParseResult().originalArgs());
    line.remove(line.stream().filter(word -> !word.startsWith("-")).findFirst().orElseThrow());
    if (!line.contains(DETACH)) {
      line.add(DETACH);
    }
    return root.execute(line.toArray(String[]::new));
  }
}
