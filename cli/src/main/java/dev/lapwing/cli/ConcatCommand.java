package dev.lapwing.cli;

import dev.lapwing.AsyncMatrix;
import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.lambdapack.Axis;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts two matrices together. */
@Command(
    name = "concat",
    header = "Puts two matrices one above the other, or beside each other.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing generate random 10x300 --seed 2 --out b.npy",
      "  lapwing concat rows a.npy b.npy --out c.npy"
    })
final class ConcatCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      index = "0",
      paramLabel = "AXIS",
      description = "rows: B's rows below those of A; columns: B's columns beside those of A.")
  private Axis axis;

  @Parameters(
      index = "1",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The first matrix.")
  private MatrixPath a;

  @Parameters(
      index = "2",
      paramLabel = "B",
      converter = MatrixPath.Converter.class,
      description = "The second matrix.")
  private MatrixPath b;

  @Mixin private ResultOptions result = new ResultOptions();

  ConcatCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue,
        "concat",
        List.of(a, b),
        (inputs, options) -> start(inputs.get(0).async(options), inputs.get(1)));
  }

  private Run<BigMatrix> start(AsyncMatrix first, BigMatrix second) {
    return axis == Axis.ROWS ? first.above(second) : first.beside(second);
  }
}
