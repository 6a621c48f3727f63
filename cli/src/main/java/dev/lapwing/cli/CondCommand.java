package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Estimates how well equations with a matrix can be solved. */
@Command(
    name = "cond",
    header = "Estimates the condition of a square matrix.",
    description = {
      "",
      "The reciprocal of ||A|| ||A^-1|| in the 1-norm, by LU factorization and a few solves. Of the"
          + " 16 digits of a solution, about as many are lost as the condition number has; at a"
          + " reciprocal below 1e-16 none is left."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing generate random 500x500 --out a.npy", "  lapwing cond a.npy"})
final class CondCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();

  CondCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("the estimate is several runs, which this command begins");
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, List.of());
        BigMatrix matrix = bench.read(a)) {
      Run<Double> run = matrix.async().reciprocalCondition();
      double reciprocal = bench.await("cond", run);
      boolean singular = !(reciprocal >= matrix.precision().unitRoundoff());
      dialogue.answer(
          Outcome.of("cond")
              .input("A", a, matrix)
              .answer()
              .row(
                  "1 / cond",
                  String.format(Locale.ROOT, "%.3g", reciprocal)
                      + (singular ? "  (singular to working precision)" : ""))
              .fact("reciprocalCondition", reciprocal)
              .fact("singularToWorkingPrecision", singular));
      return ExitCode.OK;
    }
  }
}
