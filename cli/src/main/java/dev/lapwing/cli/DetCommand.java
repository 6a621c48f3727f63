package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Determinant;
import dev.lapwing.Run;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Computes a determinant. */
@Command(
    name = "det",
    header = "Computes the determinant of a square matrix, as a sign and a logarithm.",
    description = {
      "",
      "By LU factorization with pivoting. The determinant of a large matrix is often beyond the range"
          + " of a number; its logarithm is not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 500x500 --out a.npy",
      "  lapwing det a.npy",
      "  lapwing det a.npy --json"
    })
final class DetCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Mixin private ComputeOptions compute = new ComputeOptions();
  @Mixin private FleetOptions fleet = new FleetOptions();

  DetCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    fleet.requireAttached("the determinant is read off the factors by this command");
    try (Workbench bench = Workbench.open(dialogue, compute, fleet, List.of());
        BigMatrix matrix = bench.read(a)) {
      Run<Determinant> run = matrix.async().determinant();
      Determinant determinant = bench.await("det", run);
      Answer answer = Outcome.of("det").input("A", a, matrix).run(run.report()).answer();
      answer
          .row("sign", "%.0f".formatted(determinant.sign()))
          .row("ln |det|", Double.toString(determinant.logAbsolute()))
          .row("det", words(determinant))
          .fact("sign", determinant.sign())
          .fact("logAbsolute", determinant.logAbsolute())
          .fact("determinant", determinant.value());
      dialogue.answer(answer);
      return ExitCode.OK;
    }
  }

  private static String words(Determinant determinant) {
    boolean outOfRange =
        Double.isInfinite(determinant.value()) && Double.isFinite(determinant.logAbsolute());
    boolean vanishes =
        determinant.value() == 0 && determinant.logAbsolute() != Double.NEGATIVE_INFINITY;
    if (outOfRange) {
      return "beyond the range of a number (1.8e308)";
    }
    return vanishes
        ? "below the range of a number (4.9e-324), but not zero"
        : Double.toString(determinant.value());
  }
}
