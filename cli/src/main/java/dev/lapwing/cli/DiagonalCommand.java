package dev.lapwing.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the main diagonal. */
@Command(
    name = "diagonal",
    header = "Copies the main diagonal of a square matrix, as a column.",
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing generate spd 500 --out a.npy", "  lapwing diagonal a.npy --out d.csv"})
final class DiagonalCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Mixin private ResultOptions result = new ResultOptions();

  DiagonalCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "diagonal",
        List.of(a),
        (inputs, options) -> inputs.get(0).async(options).diagonal());
  }
}
