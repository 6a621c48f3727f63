package dev.lapwing.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings rows into another order. */
@Command(
    name = "permute",
    header = "Brings the rows of a matrix into another order: C = P A.",
    description = {
      "",
      "Row i of C is row P(i) of A, counted from 0: with the P of lapwing lu, C = L U. A number may"
          + " occur several times."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 500x300 --out a.npy",
      "  lapwing lu a.npy --p p.npy",
      "  lapwing permute a.npy p.npy --out pa.npy"
    })
final class PermuteCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n.")
  private MatrixPath a;

  @Parameters(
      index = "1",
      paramLabel = "P",
      converter = MatrixPath.Converter.class,
      description = "The order, a column of m row numbers.")
  private MatrixPath order;

  @Mixin private ResultOptions result = new ResultOptions();

  PermuteCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "permute",
        List.of(a, order),
        (inputs, options) -> inputs.get(0).async(options).permuteRows(inputs.get(1)));
  }
}
