package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Determinant;
import dev.lapwing.Run;
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

  DetCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    try (Workbench bench = Workbench.open(dialogue, compute);
        BigMatrix matrix = bench.read(a)) {
      Run<Determinant> run = matrix.async().determinant();
      Determinant determinant = bench.await("det", run);
      Answer answer = Outcome.of("det").input("A", a, matrix).run(run.report()).answer();
      answer
          .row("sign", "%.0f".formatted(determinant.sign()))
          .row("ln |det|", Double.toString(determinant.logAbsolute()))
          .row("det", Double.toString(determinant.value()))
          .fact("sign", determinant.sign())
          .fact("logAbsolute", determinant.logAbsolute())
          .fact("determinant", determinant.value());
      dialogue.answer(answer);
      return ExitCode.OK;
    }
  }
}
