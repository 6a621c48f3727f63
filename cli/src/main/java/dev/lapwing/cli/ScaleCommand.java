package dev.lapwing.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Multiplies a matrix by a number. */
@Command(
    name = "scale",
    header = "Multiplies a matrix by a number: C = X A.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing scale a.npy --by 2.5 --out c.npy"
    })
final class ScaleCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(paramLabel = "A", converter = MatrixPath.Converter.class, description = "The matrix.")
  private MatrixPath a;

  @Option(names = "--by", paramLabel = "X", required = true, description = "The number.")
  private double factor;

  @Mixin private ResultOptions result = new ResultOptions();

  ScaleCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "scale",
        List.of(a),
        (inputs, options) -> inputs.get(0).async(options).scale(factor));
  }
}
