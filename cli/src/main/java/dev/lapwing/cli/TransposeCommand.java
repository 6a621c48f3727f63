package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies a transpose. */
@Command(
    name = "transpose",
    header = "Copies the transpose of a matrix: C = A^T.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing transpose a.npy --out t.npy"
    })
final class TransposeCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n.")
  private MatrixPath a;

  @Mixin private ResultOptions result = new ResultOptions();

  TransposeCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "transpose",
        List.of(a),
        (inputs, options) -> {
          try (BigMatrix transpose = inputs.get(0).transpose()) {
            return transpose.async(options).copy();
          }
        });
  }
}
