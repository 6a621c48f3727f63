package dev.lapwing.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a multiple of the identity. */
@Command(
    name = "shift",
    header = "Adds a number to the diagonal of a square matrix: C = A + X I.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.npy",
      "  lapwing shift a.npy --by 1e-8 --out c.npy"
    })
final class ShiftCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, n x n.")
  private MatrixPath a;

  @Option(names = "--by", paramLabel = "X", required = true, description = "The number.")
  private double number;

  @Mixin private ResultOptions result = new ResultOptions();

  ShiftCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "shift",
        List.of(a),
        (inputs, options) -> inputs.get(0).async(options).plusDiagonal(number));
  }
}
